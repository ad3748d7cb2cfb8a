using PublicDirectory.Core.IssueReports;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Reports;

/// <summary>What may be chosen on the page.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Label">What is read.</param>
/// <param name="Code">What that says is wrong.</param>
/// <param name="Block">Of which block; null for the whole.</param>
public sealed record ReportChoice(string Value, string Label, IssueCode Code, string? Block);

/// <summary>What was typed, and what to mend in it.</summary>
/// <param name="EntryId">What it is about.</param>
/// <param name="Name">What that is called.</param>
/// <param name="EntryPath">Where its page is.</param>
/// <param name="Choices">What may be wrong with it.</param>
public sealed record ReportForm(Guid EntryId, string Name, string EntryPath, IReadOnlyList<ReportChoice> Choices)
{
    /// <summary>The choice.</summary>
    public string? What { get; init; }

    /// <summary>In the reporter's words.</summary>
    public string? Message { get; init; }

    /// <summary>Where to answer.</summary>
    public string? Email { get; init; }

    /// <summary>What to mend, by the id of its field; empty at first.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors { get; init; } = [];
}

/// <summary>« Signaler une erreur »: one page, no account, no script.</summary>
public static class ReportPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/signaler";

    /// <summary>Where it leads.</summary>
    public const string ReceiptPath = "/signaler/recu";

    /// <summary>The name of a field that people do not see and programs fill in.</summary>
    public const string EmptyField = "ne-pas-remplir";

    /// <summary>What may be wrong with an administration.</summary>
    public static readonly IReadOnlyList<ReportChoice> OfAdministrations =
    [
        new("horaires", "Les horaires", IssueCode.Wrong, "openingHours"),
        new("adresse", "L'adresse", IssueCode.Wrong, "addresses"),
        new("contacts", "Le téléphone, le courriel ou le site", IssueCode.Wrong, "channels"),
        new("ferme", "Ce service n'existe plus", IssueCode.ClosedForGood, null),
        new("interlocuteur", "Ce n'est pas le bon interlocuteur", IssueCode.WrongInterlocutor, null),
        new("autre", "Autre chose", IssueCode.Other, null),
    ];

    /// <summary>What may be wrong with a démarche.</summary>
    public static readonly IReadOnlyList<ReportChoice> OfDemarches =
    [
        new("pieces", "Les pièces à fournir", IssueCode.Wrong, "requiredDocuments"),
        new("cout", "Le coût", IssueCode.Wrong, "cost"),
        new("delai", "Le délai", IssueCode.Wrong, "delay"),
        new("services", "Le service en ligne", IssueCode.Wrong, "onlineServices"),
        new("interlocuteur", "Ce n'est pas le bon interlocuteur", IssueCode.WrongInterlocutor, null),
        new("autre", "Autre chose", IssueCode.Other, null),
    ];

    /// <summary>The page for an entry.</summary>
    public static string PathFor(Guid entryId) => $"{Path}?fiche={entryId:N}";

    /// <summary>Writes the form.</summary>
    public static void Write(HtmlWriter html, ReportForm form)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(form);
        if (form.Errors.Count > 0)
        {
            html.Write($"<div class=\"errors\" role=\"alert\"><h2>À corriger</h2><ul>");
            foreach (var (field, message) in form.Errors)
            {
                html.Write($"<li><a href=\"#{field}\">{message}</a></li>");
            }

            html.Write($"</ul></div>");
        }

        html.Write($"<h1>Signaler une erreur</h1><p>À propos de <a href=\"{form.EntryPath}\">{form.Name}</a>.</p>");
        html.Write($"<form class=\"form\" method=\"post\" action=\"{Path}\" novalidate><input type=\"hidden\" name=\"fiche\" value=\"{form.EntryId.ToString("N")}\">");
        html.Write($"<fieldset id=\"quoi\"><legend>Qu'est-ce qui ne va pas ?</legend>");
        Error(html, form, "quoi");
        foreach (var choice in form.Choices)
        {
            html.Write($"<label><input type=\"radio\" name=\"quoi\" value=\"{choice.Value}\"");
            if (choice.Value == form.What)
            {
                html.Write($" checked");
            }

            html.Write($"> {choice.Label}</label>");
        }

        html.Write($"</fieldset><p><label for=\"message\">Ce que vous avez constaté (facultatif) <span class=\"hint\">Pour « Autre chose », dites quoi. N'écrivez ni nom, ni numéro de dossier.</span></label>");
        Error(html, form, "message");
        html.Write($"<textarea id=\"message\" name=\"message\" rows=\"4\" maxlength=\"{IssueReport.MaxMessageLength}\">{form.Message}</textarea></p>");
        html.Write($"<p><label for=\"courriel\">Votre courriel (facultatif) <span class=\"hint\">Pour savoir ce que votre signalement est devenu. Il est effacé ensuite. Par exemple nom@exemple.fr</span></label>");
        Error(html, form, "courriel");
        html.Write($"<input type=\"email\" id=\"courriel\" name=\"courriel\" autocomplete=\"email\" maxlength=\"{IssueReport.MaxEmailLength}\" value=\"{form.Email}\"></p>");
        html.Write($"<p class=\"form__empty\"><label for=\"{EmptyField}\">Laissez ce champ vide</label>");
        html.Write($"<input type=\"text\" id=\"{EmptyField}\" name=\"{EmptyField}\" autocomplete=\"off\" tabindex=\"-1\"></p>");
        html.Write($"<p><button>Envoyer</button></p></form>");
        html.Write($"<p>Pour votre situation personnelle (un dossier, un rendez-vous), adressez-vous au service : ses contacts sont sur sa page.</p>");
    }

    /// <summary>Writes what follows.</summary>
    public static void WriteReceipt(HtmlWriter html, string reference)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"""
            <h1>Merci, votre signalement est enregistré</h1>
            <p>Sa référence : <strong>{reference}</strong>.</p>
            <p>Un agent le vérifie sous {IssueReport.AnswerDays} jours. Si vous avez laissé votre courriel, vous saurez ce qu'il est devenu.</p>
            <p><a href="/">Chercher un service</a></p>
            """);
    }

    private static void Error(HtmlWriter html, ReportForm form, string field)
    {
        foreach (var (_, message) in form.Errors.Where(error => error.Field == field))
        {
            html.Write($"<span class=\"error\">{message}</span>");
        }
    }
}
