namespace PublicDirectory.Core.Habilitations;

/// <summary>What people call the blocks of a document.</summary>
public static class BlockNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["name"] = "Nom",
        ["acronym"] = "Sigle",
        ["mission"] = "Missions",
        ["types"] = "Nature du service",
        ["parent"] = "Rattachement",
        ["commune"] = "Commune",
        ["addresses"] = "Adresse",
        ["accessibility"] = "Accessibilité",
        ["openingHours"] = "Horaires",
        ["channels"] = "Contacts",
        ["competences"] = "Zone de compétence",
        ["notices"] = "Informations au public",
        ["externalIds"] = "Identifiants",
        ["label"] = "Nom",
        ["description"] = "Description",
        ["title"] = "Titre",
    };

    /// <summary>The name in French; the block's own name where there is none.</summary>
    public static string Of(string block) => Names.GetValueOrDefault(block, block);
}

/// <summary>What people call the states of a request, after « cette demande est ».</summary>
public static class StateNames
{
    /// <summary>The state in French, in the feminine: <c>à valider</c>, <c>publiée</c>.</summary>
    public static string Of(ChangeRequestState state) => state switch
    {
        ChangeRequestState.Draft => "en brouillon",
        ChangeRequestState.Submitted => "à valider",
        ChangeRequestState.Approved => "programmée",
        ChangeRequestState.Published => "publiée",
        ChangeRequestState.Returned => "à corriger",
        ChangeRequestState.Rejected => "refusée",
        ChangeRequestState.Withdrawn => "retirée par son auteur",
        ChangeRequestState.Superseded => "sans objet",
        ChangeRequestState.PublishedUrgently => "publiée en urgence, à relire",
        ChangeRequestState.Confirmed => "publiée en urgence et relue",
        ChangeRequestState.Reverted => "annulée",
        ChangeRequestState.Expired => "terminée",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
