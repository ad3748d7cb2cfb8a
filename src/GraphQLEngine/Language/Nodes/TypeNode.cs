namespace GraphQLEngine.Language;

/// <summary>A reference to a type as written in a document.</summary>
public abstract class TypeNode(SourceLocation location)
    : SyntaxNode(location);
