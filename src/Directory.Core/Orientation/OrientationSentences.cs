using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Orientation;

/// <summary>What is said to the usager, in French sentences that are right with any title and place name.</summary>
internal static class OrientationSentences
{
    public static string? Reformulation(OrientationState state)
    {
        var subject = state switch
        {
            { Demarche: { } demarche } => $"Votre demande concerne la démarche « {demarche.Title} »",
            { ServiceType: { } type } => $"Votre demande concerne le service « {type.Label} »",
            _ => null,
        };
        if (subject is null)
        {
            return null;
        }

        var situation =
            state.Situations.Count == 0 ? "" : $", situation : {string.Join(" ; ", state.Situations.Select(situation => situation.Label))}";
        var place = state.Commune is { } commune ? $", commune : {commune.Name}" : "";
        return $"{subject}{situation}{place}.";
    }

    public static string? Advice(OrientationState state, InterlocutorAnswer? interlocutors, ClosedQuestion? question)
    {
        if (state.Demarche is null && state.ServiceType is null)
        {
            return state.Candidates.Count > state.Refused
                ? null
                : "Pas de proposition sûre : reformulez la demande avec le nom de la démarche, du document ou du service.";
        }

        var online = state.Demarche is { } demarche && DemarcheCases.OnlineIn(demarche, state.Situations) is [var service, ..]
            ? $"Commencez en ligne : {service.Title} ({service.Url})."
            : null;
        var person = interlocutors?.Explanation ?? (question is null ? Contact(state) : null);
        return online is null || person is null ? online ?? person : $"{online} {person}";
    }

    private static string? Contact(OrientationState state) => state.Demarche is { } demarche
        && CaseHandlers.Of(demarche, state.Situations).Contacts is [var contact, ..]
        ? $"Adressez-vous à : {contact.Label}."
        : null;
}
