using System.Globalization;

namespace PublicDirectory.Core.Administrations;

/// <summary>A French telephone number, made into E.164 form or kept as a short number.</summary>
public static class PhoneNumber
{
    // The calling codes of French territories, and how many digits follow.
    private static readonly (string Code, int Digits)[] FrenchCodes =
        [("33", 9), ("590", 9), ("594", 9), ("596", 9), ("262", 9), ("508", 6), ("687", 6), ("689", 8), ("681", 6)];

    /// <summary>How surely a number was read.</summary>
    public enum Reading
    {
        /// <summary>Not a telephone number.</summary>
        Unreadable,

        /// <summary>As the source wrote it.</summary>
        Exact,

        /// <summary>With an area code that the source left out.</summary>
        Completed,
    }

    /// <summary>Reads one number.</summary>
    /// <param name="text">Digits, with the spaces, dots, dashes, brackets and plus sign that people write.</param>
    /// <param name="departement">Where the counter stands: what a number without prefix is local to.</param>
    /// <param name="value">E.164 (<c>+33199000102</c>) or the short number's digits (<c>3939</c>).</param>
    public static Reading TryRead(ReadOnlySpan<char> text, string? departement, out string value)
    {
        value = "";
        if (Digits(text, out var isInternational) is not { } digits)
        {
            return Reading.Unreadable;
        }

        if (isInternational)
        {
            return ReadInternational(digits, out value);
        }

        if (digits.StartsWith("00", StringComparison.Ordinal) && digits.Length >= 11)
        {
            // Only towards a French territory: a number mistyped with two zeros would pass for a foreign one.
            return IsFrench(digits[2..]) ? ReadInternational(digits[2..], out value) : Reading.Unreadable;
        }

        if (digits.Length == 10 && digits[0] == '0' && digits[1] != '0')
        {
            value = National(digits[1..]);
            return Reading.Exact;
        }

        // « 33 1 99 00 12 34 »: no number of the country is that long.
        if (digits.Length == 11 && digits.StartsWith("33", StringComparison.Ordinal) && digits[2] != '0')
        {
            value = National(digits[2..]);
            return Reading.Exact;
        }

        if (LocalCode(departement) is var (code, length))
        {
            if (digits.Length == length && digits[0] is not '0')
            {
                value = $"+{code}{digits}";
                return Reading.Exact;
            }

            if (digits.Length == code.Length + length && digits.StartsWith(code, StringComparison.Ordinal))
            {
                value = $"+{digits}";
                return Reading.Exact;
            }
        }

        if (IsShort(digits))
        {
            value = digits;
            return Reading.Exact;
        }

        return Reading.Unreadable;
    }

    /// <summary>
    /// As people write it: « 04 65 71 00 01 » for a number of the mainland; any other value as it is. Read again, it is the same number.
    /// </summary>
    public static string Shown(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 12 && value.StartsWith("+33", StringComparison.Ordinal) && value.AsSpan(3)
            .IndexOfAnyExceptInRange('0', '9') < 0
            && National(value[3..]) == value
            ? $"0{value[3]} {value[4..6]} {value[6..8]} {value[8..10]} {value[10..]}"
            : value;
    }

    // Null where something else than a number is written; "(0)" after a calling code is not dialled.
    private static string? Digits(ReadOnlySpan<char> text, out bool isInternational)
    {
        text = text.Trim().TrimStart("( "); // « (+33) 1 … »
        isInternational = text.Length > 0 && text[0] == '+';
        Span<char> digits = stackalloc char[20];
        var count = 0;
        for (var i = isInternational ? 1 : 0; i < text.Length; i++)
        {
            if (isInternational && text[i..].StartsWith("(0)", StringComparison.Ordinal))
            {
                i += 2;
            }
            else if (char.IsAsciiDigit(text[i]))
            {
                if (count == digits.Length)
                {
                    return null;
                }

                digits[count++] = text[i];
            }
            else if (text[i] is not ('.' or '(' or ')' or '/' or '·' or '\u2212')
                && !char.IsWhiteSpace(text[i]) && CharUnicodeInfo.GetUnicodeCategory(text[i]) is not UnicodeCategory.DashPunctuation)
            {
                return null;
            }
        }

        return count == 0 ? null : new string(digits[..count]);
    }

    private static Reading ReadInternational(string digits, out string value)
    {
        value = "";
        foreach (var (code, length) in FrenchCodes)
        {
            if (!digits.StartsWith(code, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = digits[code.Length..];
            if (rest.Length == length + 1 && rest[0] == '0')
            {
                rest = rest[1..]; // +33 01 …: the trunk zero is not dialled from abroad
            }

            if (length == 6 && rest.Length == code.Length + length && rest.StartsWith(code, StringComparison.Ordinal))
            {
                rest = rest[code.Length..]; // +508 508 41 …: the code repeated as an area code
            }

            if (rest.Length == length && rest[0] != '0')
            {
                value = code == "33" ? National(rest) : $"+{code}{rest}";
                return Reading.Exact;
            }

            // +590 27 11 70: these area codes equal the calling code, and the source wrote it once only.
            if (code is "590" or "594" or "596" or "262" && rest.Length == 6 && rest[0] != '0')
            {
                value = $"+{code}{code}{rest}";
                return Reading.Completed;
            }

            return Reading.Unreadable;
        }

        // Mayotte left +269 (the Comoros) for +262 in 2007; its numbers still begin with 269 or 639.
        if (digits.StartsWith("269", StringComparison.Ordinal))
        {
            var rest = digits[3..];
            if (rest.Length == 9 && rest[..3] is "269" or "639")
            {
                value = $"+262{rest}";
                return Reading.Exact;
            }

            return Reading.Unreadable;
        }

        if (digits.Length is >= 8 and <= 15 && digits[0] != '0')
        {
            value = $"+{digits}";
            return Reading.Exact;
        }

        return Reading.Unreadable;
    }

    // Nine digits of the national plan: overseas départements have calling codes of their own.
    private static string National(string digits) => digits[..3] switch
    {
        "590" or "690" or "691" => $"+590{digits}",
        "594" or "694" => $"+594{digits}",
        "596" or "696" or "697" => $"+596{digits}",
        "262" or "263" or "269" or "639" or "692" or "693" => $"+262{digits}",
        "508" => $"+508{digits[3..]}",
        _ => $"+33{digits}",
    };

    private static (string Code, int Digits)? LocalCode(string? departement) => departement switch
    {
        "975" => ("508", 6),
        "986" => ("681", 6),
        "987" => ("689", 8),
        "988" => ("687", 6),
        _ => null,
    };

    private static bool IsFrench(string digits)
    {
        foreach (var (code, length) in FrenchCodes)
        {
            if (digits.StartsWith(code, StringComparison.Ordinal)
                && (digits.Length == code.Length + length || (digits.Length == code.Length + length + 1 && digits[code.Length] == '0')))
            {
                return true; // 0033 (0)1 …: the trunk zero
            }
        }

        return false;
    }

    // 15, 112, 3939, 1013, 116 117, 118 218
    private static bool IsShort(string digits) => digits.Length switch
    {
        2 => digits is "15" or "17" or "18",
        3 => digits[0] == '1',
        4 => digits[0] is '3' or '1',
        6 => digits.StartsWith("116", StringComparison.Ordinal) || digits.StartsWith("118", StringComparison.Ordinal),
        _ => false,
    };
}
