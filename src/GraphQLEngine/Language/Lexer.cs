using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GraphQLEngine.Language;

/// <summary>Cuts UTF-8 text into tokens, one at a time, without copying.</summary>
/// <remarks>Spec (September 2025) §2.1, Source Text, and appendix B, Lexical Tokens.</remarks>
internal ref struct Lexer
{
    private readonly ReadOnlySpan<byte> _text;
    private int _position;
    private int _line;
    private int _lineStart;

    // bytes of this line that continue a character: what separates a byte offset from a column
    private int _continuations;

    public Lexer(ReadOnlySpan<byte> text)
    {
        _text = text;
        _line = 1;
    }

    /// <exception cref="SyntaxException">The text is not UTF-8; the message says at which byte.</exception>
    public static void CheckEncoding(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return;
        }

        var lexer = new Lexer(text);
        while (Rune.DecodeFromUtf8(text[lexer._position..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            if (text[lexer._position] is (byte)'\n' or (byte)'\r')
            {
                lexer.NewLine();
            }
            else
            {
                lexer.Advance(length);
            }
        }

        throw lexer.Error($"the text is not valid UTF-8 at byte {lexer._position}");
    }

    public Token Next()
    {
        SkipIgnored();
        if (_position >= _text.Length)
        {
            return new Token(TokenKind.EndOfDocument, _position, _position, Here);
        }

        var c = _text[_position];
        switch (c)
        {
            case (byte)'!': return Punctuator(TokenKind.Bang);
            case (byte)'$': return Punctuator(TokenKind.Dollar);
            case (byte)'&': return Punctuator(TokenKind.Ampersand);
            case (byte)'(': return Punctuator(TokenKind.ParenOpen);
            case (byte)')': return Punctuator(TokenKind.ParenClose);
            case (byte)':': return Punctuator(TokenKind.Colon);
            case (byte)'=': return Punctuator(TokenKind.Equals);
            case (byte)'@': return Punctuator(TokenKind.At);
            case (byte)'[': return Punctuator(TokenKind.BracketOpen);
            case (byte)']': return Punctuator(TokenKind.BracketClose);
            case (byte)'{': return Punctuator(TokenKind.BraceOpen);
            case (byte)'|': return Punctuator(TokenKind.Pipe);
            case (byte)'}': return Punctuator(TokenKind.BraceClose);
            case (byte)'.':
                if (Peek(1) != '.' || Peek(2) != '.')
                {
                    throw Error("expected \"...\", found \".\"");
                }

                return Punctuator(TokenKind.Spread, 3);
            case (byte)'"':
                return Peek(1) == '"' && Peek(2) == '"' ? BlockString() : String();
            default:
                if (IsNameStart(c))
                {
                    return Name();
                }

                if (c == '-' || char.IsAsciiDigit((char)c))
                {
                    return Number();
                }

                throw Error($"{DescribeCharacter()} cannot start anything here");
        }
    }

    private readonly SourceLocation Here => new(_line, _position - _lineStart - _continuations + 1);

    public static bool IsNameStart(int c) => c == '_' || char.IsAsciiLetter((char)c);

    private static bool IsNameContinue(int c) => c == '_' || char.IsAsciiLetterOrDigit((char)c);

    private readonly int Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : -1;

    private Token Punctuator(TokenKind kind, int length = 1)
    {
        var token = new Token(kind, _position, _position + length, Here);
        _position += length;
        return token;
    }

    private Token Name()
    {
        var (start, location) = (_position, Here);
        while (IsNameContinue(Peek(0)))
        {
            _position++;
        }

        return new Token(TokenKind.Name, start, _position, location);
    }

    /// <remarks>Spec (September 2025) §2.9.1 and §2.9.2, Int Value and Float Value.</remarks>
    private Token Number()
    {
        var (start, location, kind) = (_position, Here, TokenKind.Int);
        if (Peek(0) == '-')
        {
            _position++;
        }

        if (Peek(0) == '0')
        {
            _position++;
            if (IsDigit(Peek(0)))
            {
                throw Error("a number cannot start with 0 followed by a digit");
            }
        }
        else
        {
            Digits();
        }

        if (Peek(0) == '.')
        {
            kind = TokenKind.Float;
            _position++;
            Digits();
        }

        if (Peek(0) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            _position++;
            if (Peek(0) is '+' or '-')
            {
                _position++;
            }

            Digits();
        }

        if (Peek(0) == '.' || IsNameStart(Peek(0)))
        {
            throw Error($"a number cannot be followed by {DescribeCharacter()}");
        }

        return new Token(kind, start, _position, location);
    }

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    private void Digits()
    {
        if (!IsDigit(Peek(0)))
        {
            throw Error($"expected a digit, found {DescribeCharacter()}");
        }

        while (IsDigit(Peek(0)))
        {
            _position++;
        }
    }

    /// <remarks>Spec (September 2025) §2.9.4, String Value.</remarks>
    private Token String()
    {
        var (start, location) = (_position, Here);
        _position++;
        while (true)
        {
            switch (Peek(0))
            {
                case -1 or '\n' or '\r':
                    throw Error("a string must end on the line where it starts");
                case '"':
                    _position++;
                    return new Token(TokenKind.String, start, _position, location);
                case '\\':
                    Escape();
                    break;
                default:
                    Advance(1);
                    break;
            }
        }
    }

    private void Escape()
    {
        var (problem, length) = StringDecoder.CheckEscape(_text[_position..]);
        if (problem is not null)
        {
            throw Error(problem);
        }

        _position += length;
    }

    private Token BlockString()
    {
        var (start, location) = (_position, Here);
        _position += 3;
        while (true)
        {
            switch (Peek(0))
            {
                case -1:
                    throw Error("a block string has no closing \"\"\"");
                case '"' when Peek(1) == '"' && Peek(2) == '"':
                    _position += 3;
                    return new Token(TokenKind.BlockString, start, _position, location);
                case '\\' when Peek(1) == '"' && Peek(2) == '"' && Peek(3) == '"':
                    _position += 4;
                    break;
                case '\n' or '\r':
                    NewLine();
                    break;
                default:
                    Advance(1);
                    break;
            }
        }
    }

    /// <remarks>Spec (September 2025) §2.1.2 to §2.1.7: white space, line terminators, comments, commas, byte order mark.</remarks>
    private void SkipIgnored()
    {
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',':
                    _position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    NewLine();
                    break;
                case (byte)'#':
                    var rest = _text[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                    Advance(rest < 0 ? _text.Length - _position : rest);
                    break;
                case 0xEF when Peek(1) == 0xBB && Peek(2) == 0xBF:
                    _position += 3;
                    _continuations += 2;
                    break;
                default:
                    return;
            }
        }
    }

    private void NewLine()
    {
        _position += Peek(0) == '\r' && Peek(1) == '\n' ? 2 : 1;
        _line++;
        _lineStart = _position;
        _continuations = 0;
    }

    private void Advance(int length)
    {
        foreach (var b in _text.Slice(_position, length))
        {
            if ((b & 0xC0) == 0x80)
            {
                _continuations++;
            }
        }

        _position += length;
    }

    private readonly string DescribeCharacter()
    {
        if (_position >= _text.Length)
        {
            return "the end of the document";
        }

        Rune.DecodeFromUtf8(_text[_position..], out var rune, out _);
        return Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
            ? string.Create(CultureInfo.InvariantCulture, $"the character U+{rune.Value:X4}")
            : $"the character \"{rune}\"";
    }

    private readonly SyntaxException Error(string problem) => new($"Syntax error: {problem}.", Here);
}
