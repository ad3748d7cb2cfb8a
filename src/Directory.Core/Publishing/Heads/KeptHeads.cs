using System.Security.Cryptography;
using NodaTime;

namespace PublicDirectory.Core.Publishing.Heads;

/// <summary>A head that was kept.</summary>
/// <param name="Head">The head.</param>
/// <param name="Place">The file and line that say so first.</param>
/// <param name="From">When it was first signed.</param>
/// <param name="To">When it was last signed: nothing followed it until then.</param>
internal sealed record KeptHead(ChainHead Head, string Place, Instant From, Instant To);

/// <summary>What kept heads say of the chains: each link that was signed, and between which moments it was the last one.</summary>
public sealed class KeptHeads
{
    private readonly Dictionary<string, SortedList<long, KeptHead>> _chains = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private readonly ECDsa? _publicKey;

    private KeptHeads(ECDsa? publicKey) => _publicKey = publicKey;

    /// <summary>Nothing kept.</summary>
    public static KeptHeads None { get; } = new(null);

    /// <summary>Lines that are not what was written: in English, each naming its place.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>When the last line was signed; null where there is none.</summary>
    public Instant? LastAt { get; private set; }

    /// <summary>Reads a file of heads, or every file of a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="publicKey">Only what it signed counts; the caller disposes it afterwards.</param>
    public static KeptHeads Read(string path, ECDsa publicKey)
    {
        var kept = new KeptHeads(publicKey);
        string? previous = null;
        var isFirst = true;
        foreach (var (place, line) in HeadFiles.Lines(path))
        {
            try
            {
                var signed = SignedHeads.Read(line, publicKey);
                // The first of what was kept may follow lines that were put away.
                if (!isFirst && signed.Previous != previous)
                {
                    kept._problems.Add($"{place}: it does not follow the line before it: lines of heads were taken out or exchanged");
                }

                (isFirst, previous) = (false, signed.Digest);
                kept.Add(place, signed);
            }
            catch (FormatException e)
            {
                kept._problems.Add($"{place}: {e.Message}: it was altered or forged");
            }
        }

        if (isFirst)
        {
            kept._problems.Add($"{path}: there is no head to verify against");
        }

        return kept;
    }

    /// <summary>The last head of a chain that was signed no later than a moment, and where it says so; null for none.</summary>
    public (ChainHead Head, string Place)? LastBefore(string chain, Instant moment) =>
        _chains.TryGetValue(chain, out var heads)
            && heads.Values.LastOrDefault(kept => kept.From <= moment && kept.Head.Sequence > 0) is { } found
            ? (found.Head, found.Place)
            : null;

    /// <summary>
    /// The head that a line is, where it was signed and names this very link. Where there is no key, any signature is taken.
    /// </summary>
    /// <returns>null: it vouches for nothing.</returns>
    public SignedHeads? Vouch(string line, ChainHead link)
    {
        try
        {
            return SignedHeads.Read(line, _publicKey) is var signed && signed.Heads.Contains(link) ? signed : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>To follow a chain with, from its first link to its last.</summary>
    /// <param name="chain">A code of <see cref="Chains"/>.</param>
    /// <param name="delay">How long after its date a link may rightly come to be there.</param>
    public ChainWalk Along(string chain, Duration delay) =>
        new(chain, delay, _chains.TryGetValue(chain, out var heads) ? [.. heads.Values] : []);

    private void Add(string place, SignedHeads signed)
    {
        LastAt = LastAt is { } last && last > signed.At ? last : signed.At;
        foreach (var head in signed.Heads)
        {
            if (!_chains.TryGetValue(head.Chain, out var heads))
            {
                _chains.Add(head.Chain, heads = []);
            }

            if (!heads.TryGetValue(head.Sequence, out var kept))
            {
                heads.Add(head.Sequence, new KeptHead(head, place, signed.At, signed.At));
            }
            else if (kept.Head != head)
            {
                _problems.Add($"{place}: {head.Chain} {head.Sequence} was signed with two hashes: the chain was rewritten in between");
            }
            else
            {
                heads[head.Sequence] = kept with { To = Instant.Max(kept.To, signed.At) };
            }
        }
    }
}
