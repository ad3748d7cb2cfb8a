using System.Globalization;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>The blocks of a démarche, in words.</summary>
internal static class DemarcheWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static IReadOnlyList<ComparedGroup> Audiences(Comparing comparing, byte[]? before, byte[]? after) =>
        Set<Audience>("Publics", before, after, audience => audience switch
        {
            Audience.Individuals => "particuliers",
            Audience.Businesses => "professionnels",
            _ => "associations",
        });

    public static IReadOnlyList<ComparedGroup> Themes(Comparing comparing, byte[]? before, byte[]? after) =>
        Set<Theme>("Thèmes", before, after, Path);

    public static IReadOnlyList<ComparedGroup> LifeEvents(Comparing comparing, byte[]? before, byte[]? after) =>
        Set<LifeEvent>("Événements de vie", before, after, item => item.Label);

    public static IReadOnlyList<ComparedGroup> Keywords(Comparing comparing, byte[]? before, byte[]? after) =>
        Set<string>("Mots-clés", before, after, word => word);

    public static IReadOnlyList<ComparedGroup> Situations(Comparing comparing, byte[]? before, byte[]? after)
    {
        return List<Situation>(comparing, before, after, situations => Flat(situations, ""));

        IEnumerable<Said> Flat(IEnumerable<Situation> situations, string path) => situations.SelectMany(situation =>
            Flat(situation.Children, $"{path}{situation.Label} > ")
                .Prepend(new Said(situation.Id, "Situation", Join(
                    path + situation.Label,
                    situation.HandledBy.Count == 0
                        ? null
                        : "traitée par " + string.Join(", ", situation.HandledBy.Select(comparing.Names.Type))))));
    }

    public static IReadOnlyList<ComparedGroup> RequiredDocuments(Comparing comparing, byte[]? before, byte[]? after) =>
        List<RequiredDocument>(comparing, before, after, documents => documents.Select(document => new Said(
            document.Id, "Document", Join(
                document.Label,
                document.Detail,
                document.Original switch { true => "original", false => "copie", null => null },
                document.Copies is { } copies ? $"{copies} exemplaires" : null,
                document.Optional ? "si vous l'avez" : null,
                document.OneOf is { } group ? $"un seul suffit parmi « {group} »" : null,
                Cases(comparing, document.Situations)))));

    public static IReadOnlyList<ComparedGroup> Steps(Comparing comparing, byte[]? before, byte[]? after) =>
        List<DemarcheStep>(comparing, before, after, steps => steps.Select(step => new Said(
            step.Title,
            step.Stage switch
            {
                DemarcheStage.Signal => "Signaler",
                DemarcheStage.Build => "Constituer le dossier",
                DemarcheStage.Follow => "Suivre",
                _ => "Terminer",
            },
            Join(step.Title, step.Body, Case(comparing, step.Situation)))));

    public static IReadOnlyList<ComparedGroup> OnlineServices(Comparing comparing, byte[]? before, byte[]? after) =>
        List<OnlineService>(comparing, before, after, services => services.Select(service => new Said(
            service.Url, "Service en ligne", Join(
                service.Title,
                service.Url,
                service.Operator,
                service.Kind switch
                {
                    OnlineServiceKind.Follow => "pour suivre",
                    OnlineServiceKind.Simulate => "pour calculer",
                    OnlineServiceKind.Inform => "pour s'informer",
                    _ => null,
                },
                Cases(comparing, service.Situations)))));

    public static IReadOnlyList<ComparedGroup> Cost(Comparing comparing, byte[]? before, byte[]? after) =>
        [comparing.List(null, Costs(comparing, before), Costs(comparing, after))];

    public static IReadOnlyList<ComparedGroup> Delay(Comparing comparing, byte[]? before, byte[]? after) =>
        [comparing.List(null, Delays(comparing, before), Delays(comparing, after))];

    public static IReadOnlyList<ComparedGroup> Forms(Comparing comparing, byte[]? before, byte[]? after) =>
        List<Form>(comparing, before, after, forms => forms.Select(form => new Said(
            form.Url, "Formulaire", Join(form.Title, form.Number is { } number ? $"cerfa n° {number}" : null, form.Url))));

    public static IReadOnlyList<ComparedGroup> Contacts(Comparing comparing, byte[]? before, byte[]? after) =>
        List<DemarcheContact>(comparing, before, after, contacts => contacts.Select(contact => new Said(
            contact.Label,
            contact.Scope switch
            {
                ContactScope.National => "Contact national",
                ContactScope.Professional => "Professionnel",
                ContactScope.Abroad => "À l'étranger",
                _ => "Contact local",
            },
            Join(
                contact.Label,
                contact.Url,
                contact.Role == ContactRole.Helps ? "informe ou aide" : null,
                string.Join(", ", contact.Channels.Select(channel => channel.Value)),
                Cases(comparing, contact.Situations)))));

    public static IReadOnlyList<ComparedGroup> Passages(Comparing comparing, byte[]? before, byte[]? after) =>
        List<Passage>(comparing, before, after, passages => passages.Select(passage => new Said(
            $"{passage.Level} {passage.Heading} {passage.Situation}",
            passage.Heading ?? "Texte",
            passage.Situation is { } situation ? $"{passage.Text} · {Case(comparing, situation)}" : passage.Text)));

    private static IEnumerable<Said> Costs(Comparing comparing, byte[]? block) =>
        BlockWords.ReadList<DemarcheCost>(block).Select(cost => new Said($"{cost.Text} {cost.Situation}", "Coût", Join(
            cost.Text,
            cost.Amount is { } amount ? string.Create(French, $"{amount:0.##} {(cost.Currency == "EUR" ? "€" : cost.Currency)}") : null,
            Case(comparing, cost.Situation))));

    private static IEnumerable<Said> Delays(Comparing comparing, byte[]? block) =>
        BlockWords.ReadList<DemarcheDelay>(block).Select(delay => new Said($"{delay.Text} {delay.Situation}", "Délai", Join(
            delay.Text,
            delay.Duration,
            delay.Silence switch
            {
                SilenceMeaning.Accepted => "sans réponse : acceptée",
                SilenceMeaning.Refused => "sans réponse : refusée",
                _ => null,
            },
            Case(comparing, delay.Situation))));

    private static IReadOnlyList<ComparedGroup> Set<T>(string label, byte[]? before, byte[]? after, Func<T, string> name)
        where T : notnull =>
        [new ComparedGroup(null, [Comparing.Set(label, BlockWords.ReadList<T>(before), BlockWords.ReadList<T>(after), name)])];

    private static IReadOnlyList<ComparedGroup> List<T>(
        Comparing comparing, byte[]? before, byte[]? after, Func<IReadOnlyList<T>, IEnumerable<Said>> said) =>
        [comparing.List(null, said(BlockWords.ReadList<T>(before)), said(BlockWords.ReadList<T>(after)))];

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string Path(Theme theme) => theme.Parent is { } parent ? $"{Path(parent)} > {theme.Label}" : theme.Label;

    private static string? Case(Comparing comparing, string? situation) =>
        situation is null ? null : $"dans le cas « {comparing.Situations.GetValueOrDefault(situation, situation)} »";

    private static string? Cases(Comparing comparing, IReadOnlyList<string> situations) => situations.Count == 0
        ? null
        : $"{(situations.Count == 1 ? "dans le cas" : "dans les cas")} {string.Join(", ", situations.Take(Comparing.MaxNamed).Select(id => $"« {comparing.Situations.GetValueOrDefault(id, id)} »"))}";
}
