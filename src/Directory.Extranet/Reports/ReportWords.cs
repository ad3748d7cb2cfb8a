using NodaTime.Text;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Reports;

/// <summary>What reports are called.</summary>
internal static class ReportWords
{
    public const string Path = "/extranet/alertes";

    /// <summary>In the address of a section: the report that brings there.</summary>
    public const string SectionQuery = "alerte";

    public static readonly IReadOnlyList<(ReportTab Tab, string Slug, string Title)> Tabs =
    [
        (ReportTab.ToDo, "a-traiter", "À traiter"),
        (ReportTab.Waiting, "en-attente", "En attente"),
        (ReportTab.Done, "traitees", "Traitées"),
    ];

    public static readonly IReadOnlyList<Choice> Severities = [new("high", "Haute"), new("normal", "Normale")];

    public static readonly IReadOnlyList<Choice> Origins =
        [new("public", "Usager ou site partenaire"), new("agent", "Agent"), new("import", "Import")];

    public static readonly IReadOnlyList<Choice> Outcomes =
    [
        new(nameof(ReportOutcome.Corrected), "Corrigé", "La correction est publiée."),
        new(nameof(ReportOutcome.Exact), "Exact", "Vérifié : la fiche dit juste."),
        new(nameof(ReportOutcome.Duplicate), "Doublon", "Une autre alerte dit la même chose."),
        new(nameof(ReportOutcome.OffTopic), "Hors sujet", "Cela ne concerne pas le contenu de la fiche."),
    ];

    /// <summary>What may be wrong, as agents choose it.</summary>
    public static readonly IReadOnlyList<Choice> Codes =
    [
        new(nameof(IssueCode.Wrong), "C'est faux"),
        new(nameof(IssueCode.Outdated), "Ce n'est plus à jour"),
        new(nameof(IssueCode.Missing), "Il manque quelque chose"),
        new(nameof(IssueCode.Unreachable), "Injoignable, ou lien mort"),
        new(nameof(IssueCode.WrongInterlocutor), "Ce n'est pas le bon interlocuteur"),
        new(nameof(IssueCode.ClosedForGood), "Fermé définitivement, ou supprimé"),
        new(nameof(IssueCode.Other), "Autre chose", "Dites quoi."),
    ];

    /// <summary>« Horaires : ce n'est plus à jour (3 signalements) ».</summary>
    public static string Of(KeptReport report)
    {
        var what = report.Code switch
        {
            "wrong" => "information fausse",
            "outdated" => "information périmée",
            "closed_for_good" => "fermé définitivement, ou supprimé",
            "unreachable" => "injoignable, ou lien mort",
            "missing" => "information manquante",
            "wrong_interlocutor" => "pas le bon interlocuteur",
            "source_removed" => "n'existe plus dans la source",
            "source_conflict" => "la source dit autre chose",
            _ => "autre problème",
        };
        var sentence = report.Block is { } block ? $"{BlockNames.Of(block)} : {what}" : string.Concat(what[..1].ToUpperInvariant(), what[1..]);
        return report.ReportCount > 1 ? $"{sentence} ({FrenchCounts.Of(report.ReportCount, "signalement")})" : sentence;
    }

    public static string Severity(KeptReport report) => Severities.First(choice => choice.Value == report.Severity).Label;

    public static string Origin(KeptReport report) => Origins.First(choice => choice.Value == report.Origin).Label;

    /// <summary>« Corrigé »; settled by itself where an import found that there is nothing any more.</summary>
    public static string Outcome(KeptReport report) => report.IsOpen ? ""
        : ReportOutcomes.Parse(report.Resolution) is { } outcome ? Outcome(outcome)
        : "Réglée par la source";

    /// <summary>« Reportée au 4 mars 2027 ».</summary>
    public static string Step(ReportStep step) => step.Step switch
    {
        "reported" => "Signalée par un agent",
        "assigned" => step.Detail is { } name ? $"Attribuée à {name}" : "Attribuée à personne",
        "postponed" => step.Detail is { } day && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date }
            ? $"Reportée au {FrenchDates.Day(date)}"
            : "Reportée",
        "resumed" => "Reprise",
        "commented" => "Commentaire",
        "merged" => step.Detail is { } reference ? $"L'alerte {reference} y est jointe" : "Une autre alerte y est jointe",
        "closed" => ReportOutcomes.Parse(step.Detail) is { } outcome ? $"Traitée : {Outcome(outcome)}" : "Traitée",
        "reopened" => "Rouverte",
        _ => step.Step,
    };

    private static string Outcome(ReportOutcome outcome) => Outcomes.First(choice => choice.Value == outcome.ToString()).Label;
}
