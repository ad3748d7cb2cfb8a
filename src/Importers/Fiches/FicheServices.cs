using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Importers.Annuaire;
namespace PublicDirectory.Importers.Fiches;

/// <summary>The online services and forms of a fiche: what each is for, and in which cases.</summary>
/// <param name="catalogue">Knows the addresses that fiches leave out.</param>
/// <param name="fiche">The fiche.</param>
/// <param name="issues">Told of what could not be taken.</param>
internal sealed partial class FicheServices(FicheCatalogue catalogue, Fiche fiche, IssueReporter issues)
{
    /// <summary>Those of the text, then those listed after it; services that do it first.</summary>
    public (IReadOnlyList<OnlineService> Services, IReadOnlyList<Form> Forms) Of(FicheBody body)
    {
        var (services, forms) = (new List<Placed>(), new List<Form>());
        foreach (var (element, situation, isDoing, isInText) in body.Services
            .Select(each => (each.Element, each.Situation, each.IsDoing, IsInText: true))
            .Concat(fiche.Root.Children("ServiceEnLigne").Select(element => (element, (string?)null, true, false))))
        {
            var resource = element["ID"] is { } id ? catalogue.FindResource($"{fiche.AudienceCode}/{id}") : null;
            var title = element.Title() ?? resource?.Title;
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
                services.Add(new Placed(
                    new OnlineService(title, url, element.Child("Source")?.Text() ?? resource?.Operator) { Kind = KindOf(type, title) },
                    situation, isDoing, isInText));
            }
        }

        services.AddRange(
            from link in fiche.Root.Children("LienExterneCommente").SelectMany(each => each.Children("LienExterne"))
            where link.Text() is not null && WebAddress.TryRead(link["URL"]) is not null
            select new Placed(
                new OnlineService(FicheText.Cut(link.Text()!, DemarcheValidator.MaxLabelLength), WebAddress.TryRead(link["URL"])!)
                {
                    Kind = OnlineServiceKind.Inform,
                },
                null, false, false));
        var hasOne = services.Exists(each => each is { IsInText: true, IsDoing: true, Service.Kind: OnlineServiceKind.Do });
        return (
            [.. services.GroupBy(each => (each.Service.Title, each.Service.Url)).Select(same => Merge([.. same], hasOne))
                .OrderBy(service => service.Kind)
                .Take(DemarcheValidator.MaxItems)],
            [.. forms.DistinctBy(form => (form.Title, form.Url)).Take(DemarcheValidator.MaxItems)]);
    }

    // Listed after the text as well, it is for the cases in which the text names it. Listed there only, it does the démarche where its
    // title says so, by a word of the fiche's, by two where the text names another that does.
    private OnlineService Merge(List<Placed> all, bool hasOne)
    {
        var inText = all.Where(each => each.IsInText).ToList();
        var service = all[0].Service;
        var isDone = inText.Count > 0 ? inText.Exists(each => each.IsDoing) : SharedWords(service.Title) >= (hasOne ? 2 : 1);
        return service with
        {
            Kind = service.Kind == OnlineServiceKind.Do && !isDone ? OnlineServiceKind.Inform : service.Kind,
            Situations = inText.Count == 0 || inText.Exists(each => each.Situation is null)
                ? []
                : [.. inText.Select(each => each.Situation!).Distinct()],
        };
    }

    private int SharedWords(string title)
    {
        var words = Word().Matches(fiche.Title ?? "").Select(Beginning).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Word().Matches(title).Select(Beginning).Where(words.Contains).Distinct(StringComparer.OrdinalIgnoreCase).Count();

        static string Beginning(Match word) => word.Value[..Math.Min(word.Length, BeginningOfWord)];
    }

    private static OnlineServiceKind KindOf(string type, string title) =>
        type == "Simulateur" || Simulating().IsMatch(title) ? OnlineServiceKind.Simulate
        : Following().IsMatch(title) ? OnlineServiceKind.Follow
        : type == "Outil de recherche" || Informing().IsMatch(title) ? OnlineServiceKind.Inform
        : OnlineServiceKind.Do;

    private const int BeginningOfWord = 6;

    // Words that tell what it is about, not that it is a request.
    [GeneratedRegex(
        @"\b(?!(demande|ligne|pour|dans|avec|votre|leur|service|gratuit|france|étranger|faire|une|d'un)\w*\b)[\p{L}]{4,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"\bsimul|^(calculer|calculez|calcul|estimer|estimez|estimation|évaluer|évaluez|calculette|calculateur)\b", Options)]
    private static partial Regex Simulating();

    [GeneratedRegex(@"\b(suivre|suivez|suivi)\b|\bavancement\b|où en est", Options)]
    private static partial Regex Following();

    [GeneratedRegex(
        @"^(consulter|consultez|consultation|s'informer|informer|vérifier|vérifiez|connaître|rechercher|recherche|trouver|trouvez|annuaire|liste|carte interactive|comparateur|comparer|accéder|accès|télécharger|lire|site|histovec|base |portail|guide|observatoire|localiser|géoportail|répertoire)\b|timbre",
        Options)]
    private static partial Regex Informing();

    private sealed record Placed(OnlineService Service, string? Situation, bool IsDoing, bool IsInText);
}
