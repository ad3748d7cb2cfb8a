using System.Globalization;
using NodaTime.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Demarches;

/// <summary>What a démarche must be to be published; the same for importers, extranet and API.</summary>
public static class DemarcheValidator
{
    /// <summary>The most characters in a title, a theme or a life event.</summary>
    public const int MaxTitleLength = 300;

    /// <summary>The most characters in a label within the démarche: a case, a heading, a service, a form.</summary>
    public const int MaxLabelLength = 500;

    /// <summary>The most characters in the label of a required document.</summary>
    public const int MaxDocumentLabelLength = 1000;

    /// <summary>The most characters in the detail of a required document.</summary>
    public const int MaxDetailLength = 5000;

    /// <summary>The most characters in the summary, a cost or a delay.</summary>
    public const int MaxSummaryLength = 3000;

    /// <summary>The most characters in a passage or in the body of a step.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>The most characters in an id of a theme, a case or a document.</summary>
    public const int MaxIdLength = 60;

    /// <summary>The most themes.</summary>
    public const int MaxThemes = 20;

    /// <summary>The most levels of themes.</summary>
    public const int MaxThemeDepth = 6;

    /// <summary>The most life events.</summary>
    public const int MaxLifeEvents = 30;

    /// <summary>The most keywords.</summary>
    public const int MaxKeywords = 200;

    /// <summary>The most cases in the whole tree.</summary>
    public const int MaxSituations = 500;

    /// <summary>The most levels of cases.</summary>
    public const int MaxSituationDepth = 8;

    /// <summary>The most required documents.</summary>
    public const int MaxRequiredDocuments = 300;

    /// <summary>The most steps, online services, forms or related démarches, each.</summary>
    public const int MaxItems = 100;

    /// <summary>The most service types or contacts, each.</summary>
    public const int MaxHandledBy = 50;

    /// <summary>The most costs or delays, each.</summary>
    public const int MaxFigures = 200;

    /// <summary>The most ways to reach a contact.</summary>
    public const int MaxChannels = 20;

    /// <summary>The most characters in such a way, or in what is said of it.</summary>
    public const int MaxChannelLength = 1000;

    /// <summary>The most passages.</summary>
    public const int MaxPassages = 1500;

    private const int MaxCopies = 100;
    private const decimal MaxAmount = 1_000_000;

    /// <summary>What does not fit, in the order of the document; empty when it is valid.</summary>
    public static IReadOnlyList<FieldError> Validate(DemarcheDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var check = new DocumentChecks();
        check.Text("title", document.Title, MaxTitleLength, required: "Saisissez le titre de la démarche.");
        check.Text("summary", document.Summary, MaxSummaryLength, mayHaveLines: true);
        Audiences(check, document.Audiences);
        check.Each("themes", document.Themes, MaxThemes, Theme);
        check.Each("lifeEvents", document.LifeEvents, MaxLifeEvents, static (check, path, lifeEvent) =>
        {
            check.Text(path + ".id", lifeEvent.Id, MaxIdLength, required: "Choisissez l'événement de vie.");
            check.Text(path + ".label", lifeEvent.Label, MaxTitleLength, required: "Saisissez le nom de l'événement de vie.");
        });
        check.Each("keywords", document.Keywords, MaxKeywords, static (check, path, keyword) =>
            check.Text(path, keyword, MaxTitleLength, required: "Saisissez le mot-clé, ou retirez-le."));

        var situations = new SituationChecks(check);
        situations.Tree("situations", document.Situations);
        var documentIds = new HashSet<string>(StringComparer.Ordinal);
        check.Each("requiredDocuments", document.RequiredDocuments, MaxRequiredDocuments, (check, path, item) =>
            RequiredDocument(check, path, item, situations, documentIds));
        check.Each("steps", document.Steps, MaxItems, (check, path, step) =>
        {
            check.Defined(path + ".stage", step.Stage);
            check.Text(path + ".title", step.Title, MaxLabelLength, required: "Saisissez le titre de l'étape.");
            check.Text(path + ".body", step.Body, MaxTextLength, mayHaveLines: true);
            situations.Reference(path + ".situation", step.Situation);
        });
        check.Each("onlineServices", document.OnlineServices, MaxItems, (check, path, service) =>
        {
            check.Defined(path + ".kind", service.Kind);
            check.Each(path + ".situations", service.Situations, MaxSituations, (_, at, id) => situations.Reference(at, id));
            check.Text(path + ".title", service.Title, MaxLabelLength, required: "Saisissez le nom du service en ligne.");
            check.Url(path + ".url", service.Url, required: "Saisissez l'adresse du service en ligne, qui commence par https://.");
            check.Text(path + ".operator", service.Operator, MaxLabelLength);
        });
        check.Each("forms", document.Forms, MaxItems, static (check, path, form) =>
        {
            check.Text(path + ".title", form.Title, MaxLabelLength, required: "Saisissez le nom du formulaire.");
            check.Url(path + ".url", form.Url, required: "Saisissez l'adresse du formulaire, qui commence par https://.");
            check.Text(path + ".number", form.Number, MaxIdLength);
        });
        check.Text(
            "responsible.name", document.Responsible?.Name, MaxTitleLength,
            required: document.Responsible is null ? null : "Nommez le service responsable.");
        Figures(check, document, situations);
        check.Types("handledBy", document.HandledBy, MaxHandledBy);
        check.Each("contacts", document.Contacts, MaxHandledBy, (check, path, contact) => Contact(check, path, contact, situations));
        check.Each("related", document.Related, MaxItems, static (check, path, id) =>
        {
            check.Text(path + ".scheme", id.Scheme, MaxIdLength, required: "Dites de quel identifiant il s'agit.");
            check.Text(path + ".value", id.Value, 200, required: "Saisissez l'identifiant, ou retirez-le.");
        });
        check.Each("passages", document.Passages, MaxPassages, (check, path, passage) =>
        {
            check.Text(path + ".heading", passage.Heading, MaxLabelLength);
            check.Text(path + ".text", passage.Text, MaxTextLength, required: "Saisissez le texte du passage.", mayHaveLines: true);
            situations.Reference(path + ".situation", passage.Situation);
        });
        check.Url("url", document.Url);
        check.ExternalIds(document.ExternalIds, AdministrationValidator.MaxExternalIds);
        check.Provenance(document.Provenance);
        return check.Errors;
    }

    private static void Audiences(DocumentChecks check, IReadOnlyList<Audience> audiences)
    {
        if (audiences.Count == 0)
        {
            check.Add("audiences", "REQUIRED", "Indiquez au moins un public.");
        }

        check.Each("audiences", audiences, Enum.GetValues<Audience>().Length, static (check, path, audience) =>
            check.Defined(path, audience));
    }

    private static void Theme(DocumentChecks check, string path, Theme theme)
    {
        var depth = 0;
        for (var (at, level) = (path, theme); level is not null; (at, level) = (at + ".parent", level.Parent))
        {
            if (++depth > MaxThemeDepth)
            {
                check.Add(at, "TOO_DEEP", string.Create(CultureInfo.InvariantCulture, $"Un thème a au plus {MaxThemeDepth} niveaux."));
                return;
            }

            check.Text(at + ".id", level.Id, MaxIdLength, required: "Choisissez le thème.");
            check.Text(at + ".label", level.Label, MaxTitleLength, required: "Saisissez le nom du thème.");
        }
    }

    private static void Figures(DocumentChecks check, DemarcheDocument document, SituationChecks situations)
    {
        check.Each("cost", document.Cost, MaxFigures, (check, path, cost) =>
        {
            check.Text(path + ".text", cost.Text, MaxSummaryLength, required: "Dites ce que cela coûte.", mayHaveLines: true);
            situations.Reference(path + ".situation", cost.Situation);
            if (cost.Amount is < 0 or > MaxAmount)
            {
                check.Add(path + ".amount", "OUT_OF_RANGE", "Indiquez un montant entre 0 et 1 000 000.");
            }

            if (cost.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            {
                check.Add(path + ".currency", "INVALID", "Indiquez la monnaie par son code de trois lettres, par exemple EUR.");
            }
        });
        check.Each("delay", document.Delay, MaxFigures, (check, path, delay) =>
        {
            check.Text(path + ".text", delay.Text, MaxSummaryLength, required: "Dites combien de temps cela prend.", mayHaveLines: true);
            situations.Reference(path + ".situation", delay.Situation);
            if (delay.Duration is { } duration && !PeriodPattern.NormalizingIso.Parse(duration).Success)
            {
                check.Add(path + ".duration", "INVALID", "Indiquez la durée comme P2M (2 mois), P15D (15 jours) ou PT1H (1 heure).");
            }

            if (delay.Silence is { } silence)
            {
                check.Defined(path + ".silence", silence);
            }
        });
    }

    internal static void Contact(DocumentChecks check, string path, DemarcheContact contact, SituationChecks situations)
    {
        check.Defined(path + ".scope", contact.Scope);
        check.Text(path + ".label", contact.Label, MaxLabelLength, required: "Saisissez le nom du contact.");
        check.Url(path + ".url", contact.Url);
        check.Defined(path + ".role", contact.Role);
        check.Types(path + ".serviceType", contact.ServiceType is { } type ? [type] : [], 1);
        check.Each(path + ".channels", contact.Channels, MaxChannels, static (check, at, channel) =>
        {
            check.Defined(at + ".kind", channel.Kind);
            check.Text(at + ".value", channel.Value, MaxChannelLength, required: "Saisissez le numéro ou l'adresse.", mayHaveLines: true);
            check.Text(at + ".note", channel.Note, MaxChannelLength, mayHaveLines: true);
        });
        check.Each(path + ".situations", contact.Situations, MaxSituations, (_, at, id) => situations.Reference(at, id));
    }

    internal static void RequiredDocument(
        DocumentChecks check, string path, RequiredDocument item, SituationChecks situations, HashSet<string> ids)
    {
        if (check.Text(path + ".id", item.Id, MaxIdLength, required: "Donnez un identifiant au document.") && !ids.Add(item.Id))
        {
            check.Add(path + ".id", "DUPLICATE", "Cet identifiant est déjà celui d'une autre pièce.");
        }

        check.Text(path + ".label", item.Label, MaxDocumentLabelLength,
            required: "Saisissez le nom du document à fournir.", mayHaveLines: true);
        check.Text(path + ".detail", item.Detail, MaxDetailLength, mayHaveLines: true);
        if (item.Copies is < 1 or > MaxCopies)
        {
            check.Add(
                path + ".copies", "OUT_OF_RANGE",
                string.Create(CultureInfo.InvariantCulture, $"Indiquez un nombre d'exemplaires entre 1 et {MaxCopies}."));
        }

        check.Text(path + ".oneOf", item.OneOf, MaxIdLength);
        check.Each(path + ".situations", item.Situations, MaxSituations, (_, at, id) => situations.Reference(at, id));
    }
}
