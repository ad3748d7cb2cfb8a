using NodaTime;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>Whom to turn to: for what, for whom, when.</summary>
public sealed record InterlocutorQuestion
{
    /// <summary>The most interlocutors of an answer.</summary>
    public const int MaxFirst = 50;

    /// <summary>Codes of the service types that handle the request, the main one first.</summary>
    public required IReadOnlyList<string> ServiceTypes { get; init; }

    /// <summary>The commune where the usager lives; a code of the past leads to today's commune.</summary>
    public required InseeCode Commune { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The démarche's entry, for competences of that démarche alone; null: by service type only.</summary>
    public Guid? Demarche { get; init; }

    /// <summary>How many at most, 1 to <see cref="MaxFirst"/>.</summary>
    public int First { get; init; } = 10;
}
