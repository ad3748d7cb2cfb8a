using System.Text;

namespace PublicDirectory.Core.Territories.Reading;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Gap : byte
{
    Space,
    Apostrophe,
    Hyphen,

    /// <summary>A sign that parts what is said, or the beginning of the text.</summary>
    Break,
}

/// <summary>A word of a text, as names of places spell it.</summary>
/// <param name="Folded">Without case and accents, abbreviations spelt out.</param>
/// <param name="Written">The same as it was written: <c>01</c> where <paramref name="Folded"/> is <c>1</c>.</param>
/// <param name="Start">Its first character in the text.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Gap">What is before it.</param>
/// <param name="IsCapital">Whether it begins with a capital.</param>
internal readonly record struct PlaceWord(string Folded, string Written, int Start, int End, Gap Gap, bool IsCapital)
{
    public bool IsNumber => char.IsAsciiDigit(Folded[0]) && Folded.All(char.IsAsciiDigit);
}

/// <summary>
/// The words of a text in the form in which names of places are compared. Elided articles are words of their own, so that
/// <c>L'Isle-Adam</c>, <c>l’isle adam</c> and <c>L ISLE ADAM</c> are the same three.
/// </summary>
internal sealed class PlaceText
{
    private readonly string _folded;
    private readonly int[] _starts;

    public PlaceText(string text)
    {
        Words = Read(text);
        HasCase = text.Any(char.IsLower);
        var folded = new StringBuilder(text.Length + 8);
        _starts = new int[Words.Length + 1];
        for (var i = 0; i < Words.Length; i++)
        {
            _starts[i] = folded.Length;
            folded.Append(Words[i].Folded).Append(' ');
        }

        _starts[Words.Length] = folded.Length;
        _folded = folded.ToString();
    }

    public PlaceWord[] Words { get; }

    /// <summary>Whether it has small letters, so that a capital means something.</summary>
    public bool HasCase { get; }

    /// <summary>Some words with one space between them.</summary>
    public ReadOnlySpan<char> Name(int start, int end) => _folded.AsSpan(_starts[start], _starts[end] - _starts[start] - 1);

    /// <summary>The word at a place; an empty text outside.</summary>
    public string At(int place) => place >= 0 && place < Words.Length ? Words[place].Folded : "";

    /// <summary>What is before the word at a place; a break at both ends.</summary>
    public Gap GapBefore(int place) => place > 0 && place < Words.Length ? Words[place].Gap : Gap.Break;

    private static PlaceWord[] Read(string text)
    {
        var words = new List<PlaceWord>();
        var gap = Gap.Break;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                gap = Wider(gap, text[i++]);
                continue;
            }

            var start = i;
            while (i < text.Length && IsInside(text[i]))
            {
                i++;
            }

            var written = TextFolding.Fold(text[start..i]).Replace(" ", "", StringComparison.Ordinal);
            if (written.Length > 0)
            {
                var isOver = written == "s" && i < text.Length && text[i] == '/'; // « Villefranche s/ Saône »
                words.Add(new PlaceWord(isOver ? "sur" : PlaceName.SpeltOut(written), written, start, i, gap, char.IsUpper(text[start])));
                (gap, i) = (Gap.Space, isOver ? i + 1 : i);
            }
        }

        return [.. words];
    }

    private static bool IsInside(char character) =>
        char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static Gap Wider(Gap gap, char sign)
    {
        var here = sign switch
        {
            '\'' or '’' or 'ʼ' or '`' => Gap.Apostrophe,
            '-' or '‐' or '‑' => Gap.Hyphen,
            '\n' or '\r' => Gap.Break,
            _ when char.IsWhiteSpace(sign) => Gap.Space,
            _ => Gap.Break,
        };
        return gap > here ? gap : here;
    }
}
