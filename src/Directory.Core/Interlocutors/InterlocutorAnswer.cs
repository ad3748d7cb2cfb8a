using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>How a question for an interlocutor ends.</summary>
public enum InterlocutorOutcome
{
    /// <summary>Someone is competent.</summary>
    Found,

    /// <summary>Nobody is known to be competent; the nearest of the kind are proposed. A gap to fill.</summary>
    NearestOnly,

    /// <summary>No counter is known, but the démarche can be done online.</summary>
    OnlineOnly,

    /// <summary>No counter of the directory handles it, but a contact of the démarche does: a consulate, a national body.</summary>
    ContactOnly,

    /// <summary>Nobody, not even far away. A gap to fill.</summary>
    Nobody,

    /// <summary>The postal code is that of several communes whose interlocutors differ: the usager must say which.</summary>
    ChooseCommune,
}

/// <summary>The answer to: whom should this usager turn to?</summary>
/// <param name="Outcome">How it ends.</param>
/// <param name="Explanation">The same in French, to be read to the usager.</param>
/// <param name="Commune">Today's commune; null while there is a choice, or where its code is only known as one of the past.</param>
/// <param name="Choices">The communes to choose from, by code; empty unless there is a choice.</param>
/// <param name="Interlocutors">Best first; empty where there is none or a choice.</param>
/// <param name="ServiceTypes">Codes of the service types that were looked for.</param>
/// <param name="Demarche">What was asked about; null when it was a service type.</param>
public sealed record InterlocutorAnswer(
    InterlocutorOutcome Outcome,
    string Explanation,
    Commune? Commune,
    IReadOnlyList<Commune> Choices,
    IReadOnlyList<Interlocutor> Interlocutors,
    IReadOnlyList<string> ServiceTypes,
    DemarcheRecord? Demarche)
{
    /// <summary>Those who handle the démarche in the case asked for and whom the directory does not hold.</summary>
    public IReadOnlyList<DemarcheContactView> Contacts { get; init; } = [];

    /// <summary>Whether the answer shows that competence is missing in the directory.</summary>
    public bool IsGap => Outcome is InterlocutorOutcome.NearestOnly or InterlocutorOutcome.Nobody;
}
