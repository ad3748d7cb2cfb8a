namespace GraphQLEngine.Language;

internal enum TokenKind
{
    EndOfDocument,
    Name,
    Int,
    Float,
    String,
    BlockString,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Spread,
    Colon,
    Equals,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
}
