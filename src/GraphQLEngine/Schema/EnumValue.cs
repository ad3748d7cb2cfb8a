using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A value of an enum type.</summary>
public sealed class EnumValue
{
    internal EnumValue(EnumValueDefinitionNode node)
    {
        Name = node.Name;
        Description = node.Description;
        Location = node.Location;
    }

    /// <summary>The name, as written in documents.</summary>
    public string Name { get; }

    /// <summary>The description; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>Why not to use it; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Where the schema defines it.</summary>
    public SourceLocation Location { get; }
}
