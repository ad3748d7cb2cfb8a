using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>Why an administration is the one to turn to, the most specific first.</summary>
public enum InterlocutorReason
{
    /// <summary>It answers for the commune.</summary>
    Commune,

    /// <summary>It answers for the whole département.</summary>
    Departement,

    /// <summary>It answers for the whole region.</summary>
    Region,

    /// <summary>It answers for the whole country.</summary>
    National,

    /// <summary>Nobody says who answers for the commune: it is one of the nearest of its kind.</summary>
    Nearest,
}

/// <summary>Whom to turn to, and why.</summary>
/// <param name="Record">The administration.</param>
/// <param name="ServiceType">Code of the service type for which it is proposed.</param>
/// <param name="Rank">From 1.</param>
/// <param name="Reason">The territory by which it is competent.</param>
/// <param name="Explanation">The same in a French sentence, for an agent to say.</param>
/// <param name="DistanceMetres">As the crow flies from the commune's town hall; null where a place is not known.</param>
public sealed record Interlocutor(
    AdministrationRecord Record, string ServiceType, int Rank, InterlocutorReason Reason, string Explanation, double? DistanceMetres);
