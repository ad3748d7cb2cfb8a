namespace GraphQLEngine.Language;

/// <summary>One definition of a document.</summary>
public abstract class DefinitionNode(SourceLocation location)
    : SyntaxNode(location);
