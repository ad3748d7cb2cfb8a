using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A directive that documents or the schema may use.</summary>
/// <remarks>Spec (September 2025) §3.13, Directives.</remarks>
public sealed class DirectiveDefinition
{
    internal DirectiveDefinition(DirectiveDefinitionNode node, IReadOnlyList<InputValueDefinition> arguments)
    {
        Name = node.Name;
        Description = node.Description;
        Arguments = arguments;
        IsRepeatable = node.IsRepeatable;
        Locations = node.Locations;
        Location = node.Location;
    }

    /// <summary>The name, without the at sign.</summary>
    public string Name { get; }

    /// <summary>The description; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The arguments it accepts.</summary>
    public IReadOnlyList<InputValueDefinition> Arguments { get; }

    /// <summary>True when one place may carry it more than once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; }

    /// <summary>Where the schema defines it.</summary>
    public SourceLocation Location { get; }

    /// <summary>True for the directives of the specification, which no SDL lists.</summary>
    public bool IsBuiltIn { get; internal set; }

    /// <summary>The argument of this name; null when there is none.</summary>
    public InputValueDefinition? FindArgument(string name) => InputValueDefinition.Find(Arguments, name);
}
