using System.Buffers;

namespace PublicDirectory.Core.Documents;

/// <summary>Why a host may be another than the one that people read.</summary>
public enum HostDoubtKind
{
    /// <summary>It has letters beyond a to z, accents included: some look the same as others.</summary>
    OtherLetters,

    /// <summary>It looks like a well-known public host, or holds its name, and is another.</summary>
    LooksPublic,

    /// <summary>It answers at a port that is not the web's.</summary>
    UnusualPort,
}

/// <summary>A host that an agent confirms before it is kept.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Written">As it is written in the text.</param>
/// <param name="Ascii">As machines write it, with its port where that is the reason.</param>
public sealed record HostDoubt(HostDoubtKind Kind, string Written, string Ascii)
{
    /// <summary>Stable, without spaces, for forms and the journal: <c>UNUSUAL_HOST:xn--…</c>.</summary>
    public string Code => "UNUSUAL_HOST:" + Ascii;

    /// <summary>For the agent, in French.</summary>
    public string Message => Kind switch
    {
        HostDoubtKind.OtherLetters =>
            $"L'adresse « {Written} » s'écrit {Ascii} (lue : {HostName.ToUnicode(Ascii)}) : elle contient des lettres qui ressemblent à d'autres. Vérifiez que c'est bien la bonne.",
        HostDoubtKind.LooksPublic =>
            $"L'adresse « {Ascii} » ressemble à celle d'un site public connu, et n'en est pas une. Vérifiez que c'est bien la bonne.",
        _ => $"L'adresse « {Ascii} » passe par un port inhabituel. Vérifiez que c'est bien la bonne.",
    };
}

/// <summary>Finds the hosts that may mislead: in addresses, and in addresses within a text.</summary>
public static class HostDoubts
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(" \n\u00A0\u202F\t<>()«»\"“”,;|");

    // Those that people are taught to trust. What ends with one of them is its own.
    private static readonly string[] Known =
    [
        "gouv.fr", "service-public.fr", "ameli.fr", "caf.fr", "msa.fr", "urssaf.fr", "francetravail.fr", "pole-emploi.fr", "laposte.fr",
        "cnaf.fr", "lassuranceretraite.fr", "info-retraite.fr", "net-entreprises.fr", "europa.eu",
    ];

    private static readonly (string Name, string Skeleton)[] Looks = [.. Known.Select(name => (name, "." + HostName.Skeleton(name)))];

    /// <summary>Those of a document, each once.</summary>
    /// <param name="document">Its JSON.</param>
    public static IReadOnlyList<HostDoubt> In(ReadOnlySpan<byte> document) =>
        [.. PlainJson.Texts(document).SelectMany(In).DistinctBy(doubt => doubt.Code)];

    /// <summary>Those of a text: the whole of it an address or not.</summary>
    public static IReadOnlyList<HostDoubt> In(string? text)
    {
        if (string.IsNullOrEmpty(text) || !(text.Contains('@', StringComparison.Ordinal) || text.Contains("//", StringComparison.Ordinal)
            || text.Contains("www.", StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        var doubts = new List<HostDoubt>();
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOfAny(Marks) is var mark and >= 0 ? mark : rest.Length;
            if (Doubt(rest[..end].TrimEnd(".!?:'’").ToString()) is { } doubt)
            {
                doubts.Add(doubt);
            }

            rest = rest[Math.Min(end + 1, rest.Length)..];
        }

        return doubts;
    }

    private static HostDoubt? Doubt(string word)
    {
        if (Authority(word) is not { Length: > 0 } authority)
        {
            return null;
        }

        var at = authority.LastIndexOf('@');
        var hasPort =
            ushort.TryParse(authority[(authority.LastIndexOf(':') + 1)..], out var port)
                && authority.Contains(':', StringComparison.Ordinal);
        var host = authority[(at + 1)..];
        host = hasPort ? host[..host.LastIndexOf(':')] : host;
        var ascii = HostName.ToAscii(host) ?? host.ToLowerInvariant();
        return !System.Text.Ascii.IsValid(host)
            || ascii.Contains("xn--", StringComparison.Ordinal) ? new(HostDoubtKind.OtherLetters, host, ascii)
            // « impots.gouv.fr@evil.example »: what stands before the sign is read as the host. In a mail address it is a name.
            : LooksPublic(ascii) || (at > 0 && IsLink(word)) ? new(HostDoubtKind.LooksPublic, authority, ascii)
            : hasPort && port is not (80 or 443) ? new(HostDoubtKind.UnusualPort, host, $"{ascii}:{port}")
            : null;
    }

    // What stands where the host is read: of a link, a mail address, or a bare « www. ».
    private static string? Authority(string word)
    {
        var slashes = word.IndexOf("//", StringComparison.Ordinal);
        if (slashes >= 0)
        {
            var after = word[(slashes + 2)..];
            return after[..(after.AsSpan().IndexOfAny(@"/?#\") is var end and >= 0 ? end : after.Length)];
        }

        return word.Contains('@', StringComparison.Ordinal) ? word[(word.LastIndexOf('@') + 1)..]
            : word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? word.Split('/', '?', '#')[0]
            : null;
    }

    private static bool IsLink(string word) => word.Contains("//", StringComparison.Ordinal);

    private static bool LooksPublic(string ascii)
    {
        var dotted = "." + ascii;
        if (Known.Any(name => dotted.EndsWith("." + name, StringComparison.Ordinal)))
        {
            return false;
        }

        // service-pub1ic.fr, impots-gouv.fr; service-public.fr.evil.example
        var look = "." + HostName.Skeleton(ascii);
        return Looks.Any(
            known => look.EndsWith(known.Skeleton, StringComparison.Ordinal)
                || dotted.Contains($".{known.Name}.", StringComparison.Ordinal));
    }
}
