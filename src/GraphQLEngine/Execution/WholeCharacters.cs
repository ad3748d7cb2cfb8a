using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>
/// JSON may escape half of a character (<c>"\ud800"</c>), which no text can hold: whoever reads such a value or name gets an exception
/// instead, wherever that is. It is refused before anyone does.
/// </summary>
/// <remarks>RFC 8259 §8.2.</remarks>
public static class WholeCharacters
{
    private const int EscapeLength = 6;

    /// <summary>Makes sure that the bytes are UTF-8, and that every escape of a surrogate is one of a pair.</summary>
    /// <exception cref="GraphQLException">They are not, or one is not.</exception>
    public static void Require(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new GraphQLException("The JSON is not in UTF-8.", ErrorCodes.BadRequest);
        }

        while (json.IndexOf((byte)'\\') is var at and >= 0)
        {
            json = json[at..];
            var first = Unit(json);
            if (first is null)
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            var isHigh = char.IsHighSurrogate((char)first);
            if (char.IsLowSurrogate((char)first)
                || (isHigh && !(Unit(json[EscapeLength..]) is { } second && char.IsLowSurrogate((char)second))))
            {
                throw new GraphQLException(
                    $"The JSON holds \"\\u{((int)first).ToString("x4", CultureInfo.InvariantCulture)}\", half of a character without its other half.", ErrorCodes.BadRequest);
            }

            json = json[(isHigh ? 2 * EscapeLength : EscapeLength)..];
        }
    }

    // The UTF-16 unit of an escape at the beginning; null where there is none.
    private static int? Unit(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == (byte)'\\' && json[1] == (byte)'u'
        && Utf8Parser.TryParse(json[2..EscapeLength], out uint unit, out var length, 'x') && length == EscapeLength - 2
            ? (int)unit
            : null;
}
