using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>What is known of a case while questions are asked.</summary>
internal sealed record OrientationState
{
    /// <summary>How many démarches are offered to choose from at a time.</summary>
    public const int OfferedAtOnce = 3;

    public required UsagerMessage Message { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<DemarcheCandidate> Candidates { get; init; }

    /// <summary>The one that it is about; null while that is not clear.</summary>
    public DemarcheRecord? Demarche { get; init; }

    /// <summary>How many of the candidates the usager has refused.</summary>
    public int Refused { get; init; }

    /// <summary>The kind of counter that the message names; null where it names none.</summary>
    public ServiceTypeRecord? NamedService { get; init; }

    /// <summary>The kind of counter that is wanted: the one named, once no démarche is left that the message may be about.</summary>
    public ServiceTypeRecord? ServiceType => Offered().Count == 0 ? NamedService : null;

    /// <summary>The cases that hold, each with those above it.</summary>
    public IReadOnlyList<SituationView> Situations { get; init; } = [];

    /// <summary>The groups of cases that were answered, by their question's id.</summary>
    public IReadOnlyList<string> AnsweredGroups { get; init; } = [];

    public Commune? Commune { get; init; }

    /// <summary>Communes that the message may mean, where that is not clear.</summary>
    public IReadOnlyList<Commune> NamedCommunes { get; init; } = [];

    /// <summary>The département that the message names, where it names no commune.</summary>
    public Departement? Departement { get; init; }

    /// <summary>
    /// Where to look for who serves the usager: their commune, or where they name but a département, and what they want serves it whole,
    /// the seat of its préfecture. Null while that is not known.
    /// </summary>
    public InseeCode? Served => Commune?.Code
        ?? (Demarche is null && ServiceType is { } type && ServiceKinds.ExtentOf(type.Document.Code) is ServiceExtent.Departement
            ? Departement?.ChefLieu
            : null);

    /// <summary>The candidates to choose from now.</summary>
    public IReadOnlyList<DemarcheCandidate> Offered() => [.. Candidates.Skip(Refused).Take(OfferedAtOnce)];
}

/// <summary>Where closed questions come from.</summary>
internal interface IQuestionSource
{
    /// <summary>What to ask in a state; null where there is nothing to ask (any more).</summary>
    ClosedQuestion? Next(OrientationState state);

    /// <summary>The state after an answer; null where it is none of the choices.</summary>
    OrientationState? Answer(OrientationState state, ClosedQuestion question, string choice);
}
