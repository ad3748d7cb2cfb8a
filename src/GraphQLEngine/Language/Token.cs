namespace GraphQLEngine.Language;

// Start and End are byte offsets; the quotes of a string are inside them.
internal readonly record struct Token(TokenKind Kind, int Start, int End, SourceLocation Location);
