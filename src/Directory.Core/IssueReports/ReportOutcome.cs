namespace PublicDirectory.Core.IssueReports;

/// <summary>How a report ends.</summary>
public enum ReportOutcome
{
    /// <summary>It was right, and what is published says so now.</summary>
    Corrected,

    /// <summary>What is published is right.</summary>
    Exact,

    /// <summary>Another one says the same.</summary>
    Duplicate,

    /// <summary>It is not about what the directory says.</summary>
    OffTopic,
}

/// <summary>How outcomes are written in the database, and told.</summary>
public static class ReportOutcomes
{
    /// <summary>In the database.</summary>
    public static string Code(this ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Corrected => "corrected",
        ReportOutcome.Exact => "exact",
        ReportOutcome.Duplicate => "duplicate",
        _ => "off_topic",
    };

    /// <summary>From the database; null for none.</summary>
    public static ReportOutcome? Parse(string? code) =>
        Enum.GetValues<ReportOutcome>().Cast<ReportOutcome?>().FirstOrDefault(outcome => outcome!.Value.Code() == code);

    /// <summary>To whoever reported it and left an address.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="entry">What the entry is called.</param>
    /// <param name="reference">What the reporter was given.</param>
    public static (string Subject, string Body) Answer(this ReportOutcome outcome, string entry, string reference)
    {
        var (subject, sentence) = outcome switch
        {
            ReportOutcome.Corrected => (
                "corrigé",
                "Vous aviez raison : la fiche a été corrigée et la correction est publiée. Merci de votre aide."),
            ReportOutcome.Exact => (
                "vérifié",
                "Nous avons vérifié : ce que dit la fiche est exact. Si vous constatez encore le contraire, signalez-le de nouveau."),
            ReportOutcome.Duplicate => (
                "déjà traité",
                "D'autres personnes avaient signalé la même chose : votre signalement est traité avec le leur."),
            _ => (
                "hors sujet",
                "Ce que vous avez écrit ne concerne pas le contenu de la fiche : nous ne pouvons pas y donner suite ici. Pour votre situation "
                    + "personnelle, adressez-vous au service indiqué sur la fiche."),
        };
        return (
            $"Votre signalement {reference} : {subject}",
            $"""
            Bonjour,

            Vous avez signalé une erreur sur la fiche « {entry} » (référence {reference}).

            {sentence}

            Votre adresse n'est gardée que le temps de cet envoi.
            """);
    }
}
