namespace PublicDirectory.Core.Territories;

/// <summary>The kinds of intercommunality (« EPCI à fiscalité propre », and Greater Paris's territories).</summary>
public enum EpciKind : byte
{
    /// <summary>Communauté de communes.</summary>
    CommunauteDeCommunes,

    /// <summary>Communauté d'agglomération.</summary>
    CommunauteAgglomeration,

    /// <summary>Communauté urbaine.</summary>
    CommunauteUrbaine,

    /// <summary>Métropole.</summary>
    Metropole,

    /// <summary>The Métropole de Lyon, which is a local authority of its own and has a département's powers.</summary>
    MetropoleDeLyon,

    /// <summary>
    /// Établissement public territorial, inside the Métropole du Grand Paris: its communes belong to both.
    /// </summary>
    EtablissementPublicTerritorial,
}

/// <summary>A body that groups communes.</summary>
/// <param name="Code">Its SIREN: nine digits.</param>
/// <param name="Name">As DGCL writes it: <c>CC du Pays de l'Arbresle</c>.</param>
/// <param name="Kind">The kind of body.</param>
/// <param name="Members">Its communes, in the order of their codes; at least one.</param>
public sealed record Epci(string Code, string Name, EpciKind Kind, IReadOnlyList<InseeCode> Members);
