using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinition
{
    internal FieldDefinition(FieldDefinitionNode node, GraphQLType type, IReadOnlyList<InputValueDefinition> arguments)
    {
        Name = node.Name;
        Description = node.Description;
        Type = type;
        Arguments = arguments;
        Location = node.Location;
        TypeLocation = node.Type.Location;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The description; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The type of its value.</summary>
    public GraphQLType Type { get; }

    /// <summary>The arguments it accepts, in the order of the schema.</summary>
    public IReadOnlyList<InputValueDefinition> Arguments { get; }

    /// <summary>The directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>Why not to use it; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Where the schema defines it.</summary>
    public SourceLocation Location { get; }

    internal SourceLocation TypeLocation { get; }

    /// <summary>The argument of this name; null when there is none.</summary>
    public InputValueDefinition? FindArgument(string name) => InputValueDefinition.Find(Arguments, name);
}
