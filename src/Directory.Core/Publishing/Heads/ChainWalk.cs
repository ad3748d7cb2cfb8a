using NodaTime;

namespace PublicDirectory.Core.Publishing.Heads;

/// <summary>One chain compared with its kept heads, link by link.</summary>
public sealed class ChainWalk
{
    /// <summary>How far clocks may differ, or be put back.</summary>
    internal static readonly Duration ClockTolerance = Duration.FromMinutes(10);

    private readonly string _chain;
    private readonly Duration _delay;
    private readonly IReadOnlyList<KeptHead> _heads;
    private int _next;
    private Instant _noEarlierThan = Instant.MinValue;

    internal ChainWalk(string chain, Duration delay, IReadOnlyList<KeptHead> heads) => (_chain, _delay, _heads) = (chain, delay, heads);

    /// <summary>Looks at the next link.</summary>
    /// <returns>What is wrong with it, in English; null for nothing.</returns>
    public string? Pass(long sequence, ReadOnlySpan<byte> hash, Instant datedAt)
    {
        for (; _next < _heads.Count && _heads[_next].Head.Sequence < sequence; _next++)
        {
            _noEarlierThan = Instant.Max(_noEarlierThan, _heads[_next].To);
        }

        if (_noEarlierThan > Instant.MinValue && datedAt < _noEarlierThan - _delay)
        {
            return $"{_chain} {sequence} is dated {datedAt}, but was not there at {_noEarlierThan}: it was backdated";
        }

        if (_next < _heads.Count && datedAt > _heads[_next].From + ClockTolerance)
        {
            return $"{_chain} {sequence} is dated {datedAt}, but was there at {_heads[_next].From} ({_heads[_next].Place}): it was postdated";
        }

        return _next < _heads.Count && _heads[_next] is var kept && kept.Head.Sequence == sequence
            && !string.Equals(Convert.ToHexStringLower(hash), kept.Head.Hash, StringComparison.Ordinal)
            ? $"{_chain} {sequence} is not what was signed at {kept.From} ({kept.Place}): the chain was rewritten"
            : null;
    }

    /// <summary>The chain ends at a link.</summary>
    /// <returns>What is wrong with that, in English; null for nothing.</returns>
    public string? End(long sequence) =>
        _heads is [.., var last] && last.Head.Sequence > sequence
            ? $"{_chain} ends at {sequence}, but reached {last.Head.Sequence} at {last.From} ({last.Place}): its end was cut"
            : null;
}
