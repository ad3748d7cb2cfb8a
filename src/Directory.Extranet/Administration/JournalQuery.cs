using NodaTime;
using PublicDirectory.Core.Journal;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Administration;

/// <summary>What is looked for in the journal, as the address says it: the list and the export read the same.</summary>
public sealed record JournalQuery
{
    /// <summary>Without a first day, this many are shown: the journal never ends.</summary>
    public const int DaysShown = 30;

    public string? Personne { get; init; }

    public string? Action { get; init; }

    public string? Objet { get; init; }

    public string? Du { get; init; }

    public string? Au { get; init; }

    /// <summary>Null when a field says nothing that can be looked for.</summary>
    public JournalFilter? Read(Instant now)
    {
        var (from, to) = (TypedDate.Parse(Du), TypedDate.Parse(Au));
        Guid? id = Guid.TryParse(Objet?.Trim(), out var parsed) ? parsed : null;
        if ((id is null && !string.IsNullOrWhiteSpace(Objet))
            || (from is null && !string.IsNullOrWhiteSpace(Du)) || (to is null && !string.IsNullOrWhiteSpace(Au)))
        {
            return null;
        }

        return new JournalFilter
        {
            Person = string.IsNullOrWhiteSpace(Personne) ? null : Personne.Length > 100 ? Personne[..100] : Personne,
            Action = string.IsNullOrWhiteSpace(Action) ? null : Action,
            ObjectId = id,
            // All that was done to one thing, whenever it was.
            From = from is { } first ? FrenchDates.Start(first) : id is null ? now - Duration.FromDays(DaysShown) : null,
            To = to is { } last ? FrenchDates.Start(last.PlusDays(1)) : null, // that day included
        };
    }
}
