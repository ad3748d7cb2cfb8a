using System.Globalization;

namespace PublicDirectory.Core.Published;

/// <summary>
/// How far a copy has read the log, as an opaque text. It carries a mark of the log there: a log that was restored from a backup is another
/// one, whose later places mean something else.
/// </summary>
/// <param name="Sequence">The place; 0 before anything.</param>
/// <param name="Mark">
/// The beginning of the log's hash at <see cref="MarkedPlace"/>, in hexadecimal; <see cref="NoMark"/> where it was not known.
/// </param>
/// <param name="FirstReadUntil">
/// Where the log ended when the first read began, which goes on up to there: what its copy has not seen is created for it. 0 afterwards.
/// </param>
public readonly record struct ChangeCursor(long Sequence, string Mark, long FirstReadUntil)
{
    /// <summary>Stands for a hash that was not known: the place is then believed.</summary>
    public const string NoMark = "x";

    private const int HashBytes = 6;

    /// <summary>Before the first read.</summary>
    /// <param name="end">Where the log ends now.</param>
    public static ChangeCursor Start(long end) => new(0, NoMark, end);

    /// <summary>The farthest place that it speaks of: the hash there stands for all before it.</summary>
    public long MarkedPlace => Math.Max(Sequence, FirstReadUntil);

    /// <summary>Whether it is of the log that has these hashes: it begins, or the place is there and no other mark is.</summary>
    /// <param name="hashes">The log's hashes, by place.</param>
    public bool IsOf(IReadOnlyDictionary<long, byte[]> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        return Sequence == 0 || (hashes.TryGetValue(MarkedPlace, out var there) && (Mark == NoMark || Mark == MarkOf(there)));
    }

    /// <summary>The cursor after a page of the log that has these hashes.</summary>
    /// <param name="end">The page's last place.</param>
    /// <param name="hashes">The log's hashes, by place; null where they are not known.</param>
    public ChangeCursor At(long end, IReadOnlyDictionary<long, byte[]>? hashes)
    {
        var next = this with { Sequence = end, Mark = NoMark };
        return hashes is not null && hashes.TryGetValue(next.MarkedPlace, out var hash) ? next with { Mark = MarkOf(hash) } : next;
    }

    /// <summary>Reads a cursor, or a place alone; null where the text is neither.</summary>
    public static ChangeCursor? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TryNumber(text) is { } alone)
        {
            return new ChangeCursor(alone, NoMark, 0);
        }

        return text.Split('-') is [var sequence, { Length: > 0 and <= 2 * HashBytes } mark, .. { Length: <= 1 } rest]
            && TryNumber(sequence) is { } place
            && (mark == NoMark || (mark.Length == 2 * HashBytes && mark.All(char.IsAsciiHexDigitLower)))
            && (rest is [] ? 0 : TryNumber(rest[0])) is { } until
            ? new ChangeCursor(place, mark, until)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => FirstReadUntil > Sequence
        ? string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Mark}-{FirstReadUntil}")
        : string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Mark}");

    private static string MarkOf(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, HashBytes));

    private static long? TryNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
