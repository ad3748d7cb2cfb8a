using NodaTime;

namespace PublicDirectory.Core.Journal;

/// <summary>How long the journal is kept.</summary>
/// <param name="Months">So many, <see cref="LeastMonths"/> to <see cref="MostMonths"/>.</param>
public sealed record JournalTerm(int Months)
{
    /// <summary>Where the operator says nothing.</summary>
    public const int DefaultMonths = 12;

    /// <summary>The database keeps as much whatever it is told (<c>cut_journal</c>).</summary>
    public const int LeastMonths = 6;

    /// <summary>For ever, nearly.</summary>
    public const int MostMonths = 1200;

    /// <summary>What was signed after this moment is still wanted at <paramref name="now"/>.</summary>
    public Instant KeptSince(Instant now) => now.InUtc().LocalDateTime.PlusMonths(-Months).InUtc().ToInstant();
}
