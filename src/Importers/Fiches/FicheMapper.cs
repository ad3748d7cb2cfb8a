using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Makes a démarche of a fiche (F).</summary>
internal sealed class FicheMapper(FicheCatalogue catalogue)
{
    private const int BeginningOfSummary = 40;

    private readonly CounterTable _counters = new();

    /// <summary>The démarche.</summary>
    /// <param name="fiche">An F with a title.</param>
    /// <param name="title">Its title.</param>
    /// <param name="issues">Told of what could not be taken.</param>
    public DemarcheDocument Map(Fiche fiche, string title, IssueReporter issues)
    {
        var places = new Places(_counters, issues);
        var body = FicheBody.Of(fiche.Root, places);
        var (services, forms) = new FicheServices(catalogue, fiche, issues).Of(body);
        var (handledBy, inCases, contacts) = places.Build(body.Cases);
        var summary = Summary(fiche);
        return new DemarcheDocument
        {
            Title = FicheText.Cut(title, DemarcheValidator.MaxTitleLength),
            Summary = summary is null || summary == title ? null : FicheText.Cut(summary, DemarcheValidator.MaxSummaryLength),
            Audiences = fiche.Audiences,
            Themes = Themes(fiche),
            LifeEvents = LifeEvents(fiche),
            Keywords = Keywords(fiche, title),
            Situations = body.Situations(inCases),
            RequiredDocuments = body.Documents,
            Steps = body.Steps,
            OnlineServices = services,
            Forms = forms,
            Cost = body.Costs,
            Delay = body.Delays,
            HandledBy = handledBy,
            Contacts = contacts,
            Related = Related(fiche),
            Passages = body.Passages,
            Url = WebAddress.TryRead(fiche.Root["spUrl"]),
            ExternalIds = [new(ExternalIdSchemes.DilaFiche, fiche.Key), new(ExternalIdSchemes.DilaFiche, fiche.Id)],
            Provenance = new Provenance { Source = Sources.DilaFiches.Code, VerifiedAt = fiche.VerifiedAt },
        };
    }

    // The path of the fiche, from the theme down; the level between theme and dossier stands apart.
    private IReadOnlyList<Theme> Themes(Fiche fiche)
    {
        Theme? theme = null;
        var levels = fiche.Root.Child("FilDAriane")?.Children("Niveau").Where(level => level["ID"]?[0] == 'N') ?? [];
        var between = fiche.Root.Child("SousThemePere");
        foreach (var level in levels)
        {
            theme = Below(theme, level["ID"]!, level.Text());
            if (between is not null)
            {
                theme = Below(theme, between["ID"], between.Text());
                between = null;
            }
        }

        return theme is null ? [] : [theme];

        Theme? Below(Theme? parent, string? id, string? label) =>
            id is not null && (catalogue.NodeTitle($"{fiche.AudienceCode}/{id}") ?? FicheText.Title(label)) is { } text
                ? new Theme(id, FicheText.Cut(text, DemarcheValidator.MaxTitleLength), parent)
                : parent;
    }

    private IReadOnlyList<LifeEvent> LifeEvents(Fiche fiche)
    {
        var named = fiche.Root.Children("CommentFaireSi")
            .Where(each => each["ID"] is not null && each.Text() is not null)
            .Select(each => new LifeEvent(each["ID"]!, FicheText.Title(each.Text())!));
        return [.. named.Concat(catalogue.LifeEventsOf(fiche.Key)).DistinctBy(each => each.Id).Take(DemarcheValidator.MaxLifeEvents)];
    }

    // Acronyms with what they stand for, other titles, and the short title that the dossier gives.
    private static IReadOnlyList<string> Keywords(Fiche fiche, string title)
    {
        var root = fiche.Root;
        var acronyms =
            root.Children("Abreviation")
                .SelectMany(each => new[] { each.Child("Titre")?.Text(), each.Child("Texte")?.Text() ?? each.Child("Paragraphe")?.Text() });
        var others = root.Descendants("TitreAlternatif").Select(each => each.Text());
        var dossier = root.Child("DossierPere");
        var shortTitle = dossier?.Descendants("Fiche").FirstOrDefault(each => each["ID"] == fiche.Id)?.Text();
        IEnumerable<string?> words =
            [.. others, dossier?.Child("Titre")?.Text(), root.Child("SousDossierPere")?.Text(), shortTitle, .. acronyms];
        return
        [
            .. words.OfType<string>()
                .Where(word => word != title && word.Length <= DemarcheValidator.MaxTitleLength)
                .Distinct()
                .Take(DemarcheValidator.MaxKeywords),
        ];
    }

    private IReadOnlyList<ExternalId> Related(Fiche fiche)
    {
        var root = fiche.Root;
        var ids = root.Children("VoirAussi").SelectMany(each => each.Descendants("Fiche"))
            .Concat(root.Children("QuestionReponse"))
            .Concat(root.Child("DossierPere")?.Children("SousDossier")
                .Where(group => group.Children("Fiche").Any(each => each["ID"] == fiche.Id))
                .SelectMany(group => group.Children("Fiche")) ?? []);
        return
        [
            .. ids.Select(each => $"{fiche.AudienceCode}/{each["ID"]}")
                .Where(key => key != fiche.Key && catalogue.HasFiche(key))
                .Distinct()
                .Take(DemarcheValidator.MaxItems)
                .Select(key => new ExternalId(ExternalIdSchemes.DilaFiche, key)),
        ];
    }

    // The head's own, which the source cuts after some two hundred characters: then the introduction that it is the beginning of.
    private static string? Summary(Fiche fiche)
    {
        var summary = FicheText.Title(fiche.Root.Child("description")?.Text());
        var introduction = fiche.Root.Child("Introduction")?.Descendants("Paragraphe").FirstOrDefault()?.Text();
        return summary is not null && summary.EndsWith("...", StringComparison.Ordinal) && introduction is not null
            && introduction.StartsWith(
                summary.TrimEnd('.', ' ')[..Math.Min(BeginningOfSummary, summary.TrimEnd('.', ' ').Length)], StringComparison.Ordinal)
            ? introduction
            : summary;
    }
}
