using System.Globalization;
using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Requests;

/// <summary>What pages say of requests.</summary>
internal static class RequestWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« Horaires, Contacts »; « Nouvelle fiche ».</summary>
    public static string Changes(ChangeRequest request) => request.Operation switch
    {
        ChangeOperation.Create => "Nouvelle fiche",
        ChangeOperation.Remove => "Retrait de la fiche",
        ChangeOperation.Restore => "Rétablissement de la fiche",
        _ => string.Join(", ", request.Blocks.Select(BlockNames.Of).Distinct()),
    };

    /// <summary>What it proposes, in a sentence.</summary>
    public static string Purpose(ChangeRequest request) => request.Operation switch
    {
        ChangeOperation.Create => "Cette demande crée une nouvelle fiche.",
        ChangeOperation.Remove =>
            "Cette demande retire la fiche : elle ne sera plus visible du public. Son historique reste, et elle pourra être rétablie.",
        ChangeOperation.Restore => "Cette demande rétablit la fiche telle qu'elle était avant son retrait.",
        _ => "",
    };

    /// <summary>« Envoyé à Sophie Martin et 2 autres valideurs. Délai habituel : 1 jour ouvré. »</summary>
    public static string Sent(IReadOnlyList<string> approvers, Duration? usual) => (approvers.Count switch
    {
        0 => "Envoyé, mais personne n'a encore le droit de valider cette modification. Prévenez la personne qui gère les habilitations.",
        1 => $"Envoyé à {approvers[0]}.",
        2 => $"Envoyé à {approvers[0]} et 1 autre valideur.",
        _ => string.Create(French, $"Envoyé à {approvers[0]} et {approvers.Count - 1} autres valideurs."),
    }) + (usual is { } delay && approvers.Count > 0 ? $" Délai habituel : {Delay(delay)}." : "");

    /// <summary>« 3 heures », « 1 jour ouvré »: rounded up, so as not to promise too much.</summary>
    public static string Delay(Duration working) => (hours: Math.Ceiling(working.TotalHours), days: Math.Ceiling(working.TotalDays)) switch
    {
        { hours: <= 1 } => "moins d'une heure",
        { hours: <= 8 } time => string.Create(French, $"{time.hours} heures"),
        { days: 1 } => "1 jour ouvré",
        var time => string.Create(French, $"{time.days} jours ouvrés"),
    };

    /// <summary>A step, as the past of a request tells it.</summary>
    public static string Step(string move) => move switch
    {
        "save" => "Demande commencée",
        "submit" => "Envoyée pour validation",
        "schedule" => "Validée et programmée",
        "publish" => "Publiée",
        "requeue" => "Remise dans la file : à valider de nouveau",
        "return" => "Correction demandée",
        "reject" => "Refusée",
        "withdraw" => "Retirée par son auteur",
        "supersede" => "Devenue sans objet",
        "lapse" => "Périmée : personne n'a décidé à temps",
        "publish_urgently" => "Publiée en urgence",
        "confirm" => "Relue : tout est correct",
        "correct" => "Relue, avec une correction à venir",
        "revert" => "Publication annulée",
        "extend" => "Prolongée",
        "end" => "Terminée : le contenu précédent est revenu",
        "escalate" => "Non relue dans le délai",
        "remind" => "Rappel envoyé",
        "ask" => "Confirmation demandée à l'auteur",
        _ => move,
    };
}
