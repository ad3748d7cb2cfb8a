using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A type that has a name of its own.</summary>
public abstract class NamedType : GraphQLType
{
    internal NamedType(string name) => Name = name;

    /// <summary>The name, unique in the schema.</summary>
    public string Name { get; }

    /// <summary>The description, in Markdown; null when there is none.</summary>
    public string? Description { get; internal set; }

    /// <summary>The directives applied to it and its extensions, in the order written.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>Where the schema defines it.</summary>
    public SourceLocation Location { get; internal set; }

    /// <summary>True for the five built-in scalars and the introspection types, which no SDL lists.</summary>
    public bool IsBuiltIn { get; internal set; }

    /// <summary>True where a field of this type takes no selection.</summary>
    public bool IsLeaf => this is ScalarType or EnumType;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
