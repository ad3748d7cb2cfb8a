using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>Reads documents of the whole language, executable and type system.</summary>
/// <remarks>Spec (September 2025) §2, Language, and appendix B, Grammar Summary.</remarks>
public static class GraphQLParser
{
    /// <summary>Reads a document from UTF-8. The memory must not change while the document is in use.</summary>
    /// <exception cref="SyntaxException">The text is not a document, or exceeds a bound.</exception>
    public static DocumentNode Parse(ReadOnlyMemory<byte> utf8, ParserOptions? options = null)
    {
        options ??= ParserOptions.Default;
        if (utf8.Length > options.MaxBytes)
        {
            throw new SyntaxException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The document has {utf8.Length} bytes; at most {options.MaxBytes} are allowed. Send values as variables and split what is independent."),
                new SourceLocation(1, 1),
                ErrorCodes.DocumentTooLarge,
                Limits.Exceeded(options.MaxBytes, utf8.Length));
        }

        Lexer.CheckEncoding(utf8.Span);
        var parser = new Parser(utf8.Span, options);
        return parser.Document(new SourceText(utf8, options.SourceName));
    }

    /// <summary>Reads a document from a string.</summary>
    /// <exception cref="SyntaxException">The text is not a document, or exceeds a bound.</exception>
    public static DocumentNode Parse(string text, ParserOptions? options = null) =>
        Parse(Encoding.UTF8.GetBytes(text), options);
}
