using System.Globalization;
using System.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Search.Analysis;

/// <summary>
/// Walks the words of a French text: runs of letters and digits in lower case, accents kept. Elided articles and pronouns
/// fall away (<c>l'école</c> is <c>école</c>), other apostrophes join (<c>prud'hommes</c> is <c>prudhommes</c>), dotted
/// initials are one word (<c>R.S.A.</c> is <c>rsa</c>).
/// </summary>
/// <remarks>
/// Allocates only for text with combining accents. <see cref="Start"/> and <see cref="Length"/> are places in
/// <see cref="Text"/>, which is the given text, composed where it was not.
/// </remarks>
internal ref struct WordReader
{
    /// <summary>Longer words are cut: nothing that people look for is.</summary>
    public const int MaxWordLength = 48;

    private readonly Span<char> _buffer;
    private int _position;
    private int _wordLength;

    /// <param name="text">Of any length.</param>
    /// <param name="buffer">At least <see cref="MaxWordLength"/> + 1 characters, for the word.</param>
    public WordReader(ReadOnlySpan<char> text, Span<char> buffer)
    {
        _buffer = buffer;
        Text = Composed(text);
    }

    public ReadOnlySpan<char> Text { get; }

    /// <summary>Where the word starts in <see cref="Text"/>, elision left out.</summary>
    public int Start { get; private set; }

    /// <summary>How much of <see cref="Text"/> the word takes.</summary>
    public int Length { get; private set; }

    /// <summary>The word; valid until the next.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._wordLength];

    public bool MoveNext()
    {
        while (_position < Text.Length && !char.IsLetterOrDigit(Text[_position]))
        {
            _position++;
        }

        if (_position == Text.Length)
        {
            return false;
        }

        (Start, _wordLength) = (_position, 0);
        ReadRun();
        while (IsJoinedByApostrophe())
        {
            _position++;
            if (Elision.IsElided(Word))
            {
                (Start, _wordLength) = (_position, 0);
            }

            ReadRun();
        }

        if (_wordLength == 1)
        {
            ReadInitials();
        }

        Length = _position - Start;
        return true;
    }

    /// <summary>The text with its combining accents joined to their letters.</summary>
    public static ReadOnlySpan<char> Composed(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is >= '\u0300' and <= '\u036F')
            {
                try
                {
                    return text.ToString().NormalizeBounded(NormalizationForm.FormC);
                }
                catch (ArgumentException)
                {
                    return text; // a lone surrogate: no letter, so that it parts words and no more
                }
            }
        }

        return text;
    }

    private readonly bool IsJoinedByApostrophe() =>
        _position + 1 < Text.Length && Text[_position] is '\'' or '’' or 'ʼ' && char.IsLetterOrDigit(Text[_position + 1]);

    private void ReadRun()
    {
        for (; _position < Text.Length; _position++)
        {
            var character = Text[_position];
            if (!char.IsLetterOrDigit(character))
            {
                // A combining accent that could not be composed belongs to its letter.
                if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
                {
                    return;
                }
            }
            else if (_wordLength < MaxWordLength)
            {
                Append(char.ToLowerInvariant(character));
            }
        }
    }

    private void Append(char lower)
    {
        var (first, second) = lower switch
        {
            'œ' => ('o', 'e'),
            'æ' => ('a', 'e'),
            'ß' => ('s', 's'),
            _ => (lower, '\0'),
        };
        _buffer[_wordLength++] = first;
        if (second != '\0')
        {
            _buffer[_wordLength++] = second;
        }
    }

    private void ReadInitials()
    {
        while (_position + 1 < Text.Length && Text[_position] == '.' && char.IsLetter(Text[_position + 1])
            && (_position + 2 == Text.Length || !char.IsLetterOrDigit(Text[_position + 2]))
            && _wordLength < MaxWordLength)
        {
            Append(char.ToLowerInvariant(Text[_position + 1]));
            _position += 2;
        }
    }
}
