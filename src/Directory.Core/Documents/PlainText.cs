using System.Buffers;
using System.Globalization;
using System.Text;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// Text that says what it shows: without characters that nobody sees, that turn what is read around, or that no database keeps. Every
/// text from outside is cleaned by this: what people type, what sources bring, what the documents say (<see cref="PlainJson"/>).
/// </summary>
/// <remarks>
/// Letters of every script stay, accents typed apart too; so do the joiners that words of some scripts are written with, and those within
/// an emoji. Lines end with a line feed; a tabulation is a space.
/// </remarks>
public static class PlainText
{
    // Drawn around the figure before it.
    private const char KeyCap = '\u20E3';

    // All that may have to go; what else there may be (planes beyond the first) is a surrogate here.
    private static readonly SearchValues<char> Suspects = SearchValues.Create(FindSuspects());

    /// <summary>Whether there is nothing to clean.</summary>
    public static bool IsClean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.AsSpan().ContainsAny(Suspects) || Clean(text) == text;
    }

    /// <summary>The text without what must go; the same object where there is nothing.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Suspects))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var before = default(Rune);
        for (var at = 0; at < text.Length;)
        {
            // Half a character is none: it is left out.
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) is not OperationStatus.Done)
            {
                at += length;
                continue;
            }

            at += length;
            var kept = Keep(rune, before, text, at);
            if (kept is { } one)
            {
                clean.Append(one.ToString());
                before = one;
            }
        }

        return clean.ToString();
    }

    // Null for what goes.
    private static Rune? Keep(Rune rune, Rune before, string text, int next) => rune.Value switch
    {
        '\n' => rune,
        '\r' => next < text.Length && text[next] == '\n' ? null : new Rune('\n'),
        0x85 or 0x2028 or 0x2029 => new Rune('\n'),
        '\t' or 0x2800 => new Rune(' '),
        0x200C or 0x200D => IsJoined(before, text, next) ? rune : null,
        0xFE0E or 0xFE0F => IsSymbol(before) || (next < text.Length && text[next] == KeyCap) ? rune : null,
        _ => IsUnseen(rune) ? null : rune,
    };

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate => true,
        UnicodeCategory.Format => !IsSeenFormat(rune.Value),
        _ => IsBlank(rune.Value) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF,
    };

    // Signs of Arabic, Syriac, Kaithi and Egyptian that Unicode counts as formats and that are seen.
    private static bool IsSeenFormat(int value) => value
        is (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD or (>= 0x13430 and <= 0x1343F);

    // Neither controls nor formats, and nothing to see: fillers, joiners of marks, variation selectors, tags.
    private static bool IsBlank(int value) => value
        is 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or 0xFFA0
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    // Within words of Arabic, Syriac, Indic and South-Asian scripts a joiner is spelling; between signs it makes one emoji.
    private static bool IsJoined(Rune before, string text, int next) =>
        next < text.Length && Rune.TryGetRuneAt(text, next, out var after)
        && ((IsJoining(before.Value) && IsJoining(after.Value)) || (IsSymbol(before) && IsSymbol(after)));

    private static bool IsJoining(int value) => value is (>= 0x620 and <= 0x8FF) or (>= 0x900 and <= 0xDFF) or (>= 0x1000 and <= 0x109F);

    private static bool IsSymbol(Rune rune) =>
        rune.Value is 0xFE0F or (>= 0x1F3FB and <= 0x1F3FF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    private static char[] FindSuspects() =>
    [
        .. Enumerable.Range(0, 0x10000).Select(value => (char)value)
            .Where(one => one != '\n' && (one is '\u2028' or '\u2029' or '\u2800' || char.IsSurrogate(one) || IsUnseen(new Rune(one)))),
    ];
}
