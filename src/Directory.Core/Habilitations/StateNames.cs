namespace PublicDirectory.Core.Habilitations;

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
