using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>Turns the inside of a string token into its text.</summary>
/// <remarks>Spec (September 2025) §2.9.4, String Value: static semantics.</remarks>
internal static class StringDecoder
{
    /// <summary>Checks the escape at the start of the text: what is wrong with it, or else its length in bytes.</summary>
    public static (string? Problem, int Length) CheckEscape(ReadOnlySpan<byte> text)
    {
        var kind = text.Length > 1 ? text[1] : 0;
        if (kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t')
        {
            return (null, 2);
        }

        if (kind != 'u')
        {
            return (@"an escape is one of \"" \\ \/ \b \f \n \r \t \uXXXX \u{X…}", 0);
        }

        if (text.Length > 2 && text[2] == '{')
        {
            return CheckBracedEscape(text);
        }

        if (!TryHex(text, 2, out var first))
        {
            return (@"\u needs four hexadecimal digits, or digits between braces", 0);
        }

        if (!char.IsSurrogate((char)first))
        {
            return (null, 6);
        }

        var isPair = char.IsHighSurrogate((char)first) && text.Length > 7 && text[6] == '\\' && text[7] == 'u'
            && TryHex(text, 8, out var second) && char.IsLowSurrogate((char)second);
        return isPair
            ? (null, 12)
            : (string.Create(CultureInfo.InvariantCulture, $"\\u{first:X4} is half of a surrogate pair and stands alone"), 0);
    }

    public static string Decode(ReadOnlySpan<byte> inside)
    {
        var escape = inside.IndexOf((byte)'\\');
        if (escape < 0)
        {
            return Encoding.UTF8.GetString(inside);
        }

        var text = new StringBuilder();
        while (escape >= 0)
        {
            text.Append(Encoding.UTF8.GetString(inside[..escape]));
            inside = inside[escape..];
            inside = inside[AppendEscape(text, inside)..];
            escape = inside.IndexOf((byte)'\\');
        }

        return text.Append(Encoding.UTF8.GetString(inside)).ToString();
    }

    /// <remarks>Spec (September 2025) §2.9.4, BlockStringValue.</remarks>
    public static string DecodeBlock(ReadOnlySpan<byte> inside)
    {
        var raw = Encoding.UTF8.GetString(inside)
            .Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');
        var lines = raw.Split('\n');
        int? common = null;
        foreach (var line in lines.AsSpan(1))
        {
            var indent = Indent(line);
            if (indent < line.Length && (common is null || indent < common))
            {
                common = indent;
            }
        }

        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i][Math.Min(common ?? 0, lines[i].Length)..];
        }

        var first = Array.FindIndex(lines, IsNotBlank);
        if (first < 0)
        {
            return "";
        }

        var last = Array.FindLastIndex(lines, IsNotBlank);
        return string.Join('\n', lines, first, last - first + 1);
    }

    private static int Indent(string line)
    {
        var indent = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return indent < 0 ? line.Length : indent;
    }

    private static bool IsNotBlank(string line) => Indent(line) < line.Length;

    private static (string? Problem, int Length) CheckBracedEscape(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'}');
        var digits = end < 0 ? [] : text[3..end];
        if (digits.IsEmpty || !IsHex(digits))
        {
            return (@"\u{ needs hexadecimal digits and a closing brace", 0);
        }

        return Rune.IsValid(CodePoint(digits))
            ? (null, end + 1)
            : ($"\\u{{{Encoding.ASCII.GetString(digits[..Math.Min(digits.Length, 12)])}}} is not a Unicode character", 0);
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    // Stops growing past the largest code point: any number of digits is safe.
    private static int CodePoint(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = Math.Min((value * 16) + Convert.ToInt32(((char)digit).ToString(), 16), 0x110000);
        }

        return value;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, out int value)
    {
        value = 0;
        if (text.Length < at + 4 || !IsHex(text.Slice(at, 4)))
        {
            return false;
        }

        value = CodePoint(text.Slice(at, 4));
        return true;
    }

    private static int AppendEscape(StringBuilder text, ReadOnlySpan<byte> escape)
    {
        switch ((char)escape[1])
        {
            case 'b': text.Append('\b'); return 2;
            case 'f': text.Append('\f'); return 2;
            case 'n': text.Append('\n'); return 2;
            case 'r': text.Append('\r'); return 2;
            case 't': text.Append('\t'); return 2;
            case 'u' when escape[2] == '{':
                var end = escape.IndexOf((byte)'}');
                text.Append(new Rune(CodePoint(escape[3..end])).ToString());
                return end + 1;
            case 'u':
                text.Append((char)CodePoint(escape.Slice(2, 4)));
                return 6;
            default:
                text.Append((char)escape[1]);
                return 2;
        }
    }
}
