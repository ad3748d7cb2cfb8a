using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>
/// A recursive-descent parser with one token of lookahead. Every method that can call itself goes through
/// <see cref="Enter"/>, so that no document exhausts the stack.
/// </summary>
/// <remarks>Spec (September 2025), appendix B, Grammar Summary. Method names are the grammar's.</remarks>
internal ref partial struct Parser
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ParserOptions _options;
    private readonly Dictionary<int, string> _names;
    private Lexer _lexer;
    private Token _token;
    private int _tokenCount;
    private int _depth;

    public Parser(ReadOnlySpan<byte> text, ParserOptions options)
    {
        _text = text;
        _options = options;
        _names = [];
        _lexer = new Lexer(text);
        Advance();
    }

    public DocumentNode Document(SourceText source)
    {
        var definitions = new List<DefinitionNode>();
        do
        {
            definitions.Add(Definition());
        }
        while (_token.Kind != TokenKind.EndOfDocument);
        return new DocumentNode(source, definitions, _tokenCount);
    }

    private DefinitionNode Definition()
    {
        var description = Description();
        if (_token.Kind == TokenKind.BraceOpen)
        {
            return description is null
                ? OperationDefinition(null)
                : throw Unexpected("a definition (the short form of a query takes no description)");
        }

        if (_token.Kind != TokenKind.Name)
        {
            throw Unexpected("a definition");
        }

        switch (Text)
        {
            case "query" or "mutation" or "subscription": return OperationDefinition(description);
            case "fragment": return FragmentDefinition(description);
            case "extend" when description is null: return Extension();
            case "extend": throw Unexpected("a definition (an extension takes no description)");
            default: return TypeSystemDefinition(description, isExtension: false);
        }
    }

    private string? Description() =>
        _token.Kind is TokenKind.String or TokenKind.BlockString ? StringValue().Value : null;

    private readonly ReadOnlySpan<byte> Bytes => _text[_token.Start.._token.End];

    // Names repeat within a document: one string each.
    private readonly string Text
    {
        get
        {
            var hash = new HashCode();
            hash.AddBytes(Bytes);
            var key = hash.ToHashCode();
            if (_names.TryGetValue(key, out var known) && Ascii.Equals(Bytes, known))
            {
                return known;
            }

            return _names[key] = Encoding.UTF8.GetString(Bytes);
        }
    }

    private void Advance()
    {
        _token = _lexer.Next();
        if (_token.Kind != TokenKind.EndOfDocument && ++_tokenCount > _options.MaxTokens)
        {
            throw new SyntaxException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The document has more than {_options.MaxTokens} tokens. Name repeated selections as fragments, or split the document."),
                _token.Location,
                ErrorCodes.TokenLimit,
                Limits.Exceeded(_options.MaxTokens));
        }
    }

    private void Enter()
    {
        if (++_depth > _options.MaxDepth)
        {
            throw new SyntaxException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The document nests more than {_options.MaxDepth} levels deep. Ask for the inner levels in a request of their own."),
                _token.Location,
                ErrorCodes.DepthLimit,
                Limits.Exceeded(_options.MaxDepth));
        }
    }

    private void Leave() => _depth--;

    private readonly bool IsAt(TokenKind kind) => _token.Kind == kind;

    private readonly bool IsAtKeyword(ReadOnlySpan<byte> keyword) => IsAt(TokenKind.Name) && Bytes.SequenceEqual(keyword);

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsAtKeyword(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (!Skip(kind))
        {
            throw Unexpected(expected);
        }
    }

    private void ExpectKeyword(string keyword)
    {
        if (!IsAt(TokenKind.Name) || Text != keyword)
        {
            throw Unexpected($"\"{keyword}\"");
        }

        Advance();
    }

    private string Name(string expected = "a name")
    {
        if (!IsAt(TokenKind.Name))
        {
            throw Unexpected(expected);
        }

        var name = Text;
        Advance();
        return name;
    }

    private readonly SyntaxException Unexpected(string expected) =>
        new($"Syntax error: expected {expected}, found {Found()}.", _token.Location);

    private readonly string Found()
    {
        if (IsAt(TokenKind.EndOfDocument))
        {
            return "the end of the document";
        }

        var text = Encoding.UTF8.GetString(Bytes);
        return _token.Kind switch
        {
            TokenKind.String => text.Length <= 40 ? $"the string {text}" : "a long string",
            TokenKind.BlockString => "a block string",
            _ => text.Length <= 80 ? $"\"{text}\"" : $"\"{text.AsSpan(0, 80)}…\"",
        };
    }
}
