namespace GraphQLEngine.Language;

/// <summary>A node of the syntax tree. Nodes never change once built, so a tree may be shared between threads.</summary>
public abstract class SyntaxNode(SourceLocation location)
{
    /// <summary>Where the node starts. A definition is placed at its keyword or name, after its description.</summary>
    public SourceLocation Location { get; } = location;
}
