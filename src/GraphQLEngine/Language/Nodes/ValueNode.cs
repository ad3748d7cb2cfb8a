namespace GraphQLEngine.Language;

/// <summary>A value as written in a document.</summary>
public abstract class ValueNode(SourceLocation location)
    : SyntaxNode(location);
