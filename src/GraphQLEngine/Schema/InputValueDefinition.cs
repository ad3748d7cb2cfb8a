using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinition
{
    internal InputValueDefinition(InputValueDefinitionNode node, GraphQLType type)
    {
        Name = node.Name;
        Description = node.Description;
        Type = type;
        DefaultValue = node.DefaultValue;
        Location = node.Location;
        TypeLocation = node.Type.Location;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The description; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The type of its value.</summary>
    public GraphQLType Type { get; }

    /// <summary>The default as written; null when there is none.</summary>
    public ValueNode? DefaultValue { get; }

    /// <summary>True where a value must be given.</summary>
    /// <remarks>Spec (September 2025) §5.4.3, Required Arguments.</remarks>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    /// <summary>The directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>Why not to use it; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Where the schema defines it.</summary>
    public SourceLocation Location { get; }

    internal SourceLocation TypeLocation { get; }

    // The default as resolvers see it, coerced once when the schema is built.
    internal object? CoercedDefault { get; set; } = Absent.Value;

    internal static InputValueDefinition? Find(IReadOnlyList<InputValueDefinition> values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Name == name)
            {
                return values[i];
            }
        }

        return null;
    }
}
