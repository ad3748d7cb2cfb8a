using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Makes a démarche of a fiche (F).</summary>
internal sealed class FicheMapper(FicheCatalogue catalogue)
{
    private readonly CounterTable _counters = new();

    /// <summary>The démarche.</summary>
    /// <param name="fiche">An F with a title.</param>
    /// <param name="title">Its title.</param>
    /// <param name="issues">Told of what could not be taken.</param>
    public DemarcheDocument Map(Fiche fiche, string title, IssueReporter issues)
    {
        var body = FicheBody.Of(fiche.Root);
        var (services, forms) = Services(fiche, issues);
        var (handledBy, inCases, contacts) = Counters(fiche, body, issues);
        var summary = FicheText.Title(fiche.Root.Child("description")?.Text());
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
            Cost = body.Cost,
            Delay = body.Delay,
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

    // Services proper first, then simulators and search tools; forms and model letters apart.
    private (IReadOnlyList<OnlineService> Services, IReadOnlyList<Form> Forms) Services(Fiche fiche, IssueReporter issues)
    {
        var (services, forms) = (new List<(OnlineService Service, bool IsTool)>(), new List<Form>());
        foreach (var element in fiche.Root.Descendants("ServiceEnLigne"))
        {
            var resource = element["ID"] is { } id ? catalogue.FindResource($"{fiche.AudienceCode}/{id}") : null;
            var title = element.Child("Titre")?.Text() ?? resource?.Title;
            var url = WebAddress.TryRead(element["URL"] ?? resource?.Url);
            if (title is null || url is null)
            {
                issues.Warn(
                    IssueCodes.AddressUnreadable, "A service or form has no title or no address that can be read: left out.",
                    element["ID"] ?? title);
                continue;
            }

            title = FicheText.Cut(title, DemarcheValidator.MaxLabelLength);
            var type = element["type"] ?? resource?.Type ?? "";
            if (type is "Formulaire" or "Modèle de document")
            {
                forms.Add(new Form(title, url, element["numerocerfa"] ?? resource?.Number));
            }
            else
            {
                services.Add((
                    new OnlineService(title, url, element.Child("Source")?.Text() ?? resource?.Operator),
                    type is "Simulateur" or "Outil de recherche"));
            }
        }

        return (
            [.. services.OrderBy(each => each.IsTool)
                .Select(each => each.Service)
                .DistinctBy(service => (service.Title, service.Url))
                .Take(DemarcheValidator.MaxItems)],
            [.. forms.DistinctBy(form => (form.Title, form.Url)).Take(DemarcheValidator.MaxItems)]);
    }

    // Those of the text say where to do it; those beside it, whom to ask. The latter count where the text names nobody for everyone, and
    // then before those of single cases: « montant du loyer » is a matter for the Adil first, and for a court where one disagrees. Who
    // handles every case is not named again for one.
    private (IReadOnlyList<string> HandledBy, ILookup<string, string> InCases, IReadOnlyList<DemarcheContact> Contacts) Counters(
        Fiche fiche, FicheBody body, IssueReporter issues)
    {
        var contacts = new List<DemarcheContact>();
        var forAll = Collect(body.Counters.Where(counter => counter.Situation is null).Select(counter => counter.Element));
        var inCases = body.Counters.Where(counter => counter.Situation is not null)
            .SelectMany(counter => Collect([counter.Element]).Select(type => (Situation: counter.Situation!, Type: type))).ToList();
        var beside = Collect(fiche.Root.Children("OuSAdresser"));
        var everyone = forAll.Count > 0 ? forAll : beside;
        string[] all = [.. everyone.Concat(inCases.Select(item => item.Type)).Distinct().Take(DemarcheValidator.MaxHandledBy)];
        return (
            all,
            inCases.Where(item => all.Contains(item.Type) && !everyone.Contains(item.Type))
                .ToLookup(item => item.Situation, item => item.Type),
            [.. contacts.DistinctBy(contact => contact.Label).Take(DemarcheValidator.MaxHandledBy)]);

        List<string> Collect(IEnumerable<FicheElement> elements)
        {
            var types = new List<string>();
            foreach (var element in elements)
            {
                var pivots = element.Descendants("PivotLocal").Select(pivot => pivot.Text()).DefaultIfEmpty(null);
                var title = element.Child("Titre")?.Text();
                foreach (var pivot in pivots)
                {
                    var counter = _counters.Find(pivot, title, element["type"]);
                    if (!counter.IsKnown)
                    {
                        issues.Warn("UNKNOWN_COUNTER", "No counter of this code is known: kept as a contact by its name.", pivot);
                    }

                    types.AddRange(counter.ServiceTypes);
                    if (counter.ServiceTypes.Count == 0 && title is not null)
                    {
                        contacts.Add(new DemarcheContact(
                            counter.Scope,
                            FicheText.Cut(title, DemarcheValidator.MaxLabelLength),
                            WebAddress.TryRead(element.Child("RessourceWeb")?["URL"])));
                    }
                }
            }

            return types;
        }
    }
}
