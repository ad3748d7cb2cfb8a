using System.Globalization;
using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Collects what a fiche asks for, each document once with all the cases that ask for it.</summary>
internal sealed class RequiredDocuments
{
    private const string ChoiceDetail = "Un seul des documents de cette liste suffit.";

    private readonly List<Collected> _documents = [];
    private readonly Dictionary<string, Collected> _byId = new(StringComparer.Ordinal);

    /// <summary>Adds the items of a list.</summary>
    /// <param name="list">A <c>Liste</c>.</param>
    /// <param name="lead">The sentence before it; null for none.</param>
    /// <param name="situation">The innermost case; null for all.</param>
    public void Add(FicheElement list, string? lead, string? situation)
    {
        var items = list.Children("Item").Select(ItemText.Of).OfType<ItemText>().ToList();
        if (items.Exists(item => DocumentPhrases.IsElse(item.Label)))
        {
            return;
        }

        var isChoice = lead is not null && DocumentPhrases.IsChoice(lead);
        var isOptional = isChoice || (lead is not null && DocumentPhrases.IsOnRequest(lead));
        foreach (var item in items)
        {
            if (item.Below.Count > 0 && DocumentPhrases.IsCondition(item.Label))
            {
                foreach (var below in item.Below)
                {
                    Add(below, item.Label.TrimEnd(':', ' ', '\u00a0'), isOptional: true, situation);
                }

                continue;
            }

            Add(item.Label, Lines([.. item.Rest, .. item.Below.Select(below => $"- {below}"), isChoice
                ? ChoiceDetail
                : null]), isOptional, situation);
        }
    }

    public IReadOnlyList<RequiredDocument> Build() =>
    [
        .. _documents.Take(DemarcheValidator.MaxRequiredDocuments).Select(document => document.Content with
        {
            Situations = document.IsAlways ? [] : [.. document.Situations],
        }),
    ];

    private void Add(string label, string? detail, bool isOptional, string? situation)
    {
        label = FicheText.Cut(Item(label), DemarcheValidator.MaxDocumentLabelLength);
        if (label.Length < 3)
        {
            return;
        }

        detail = detail is null ? null : FicheText.Cut(detail, DemarcheValidator.MaxDetailLength);
        var id = SituationTree.IdOf(label, detail);
        if (!_byId.TryGetValue(id, out var document))
        {
            document = new Collected(new RequiredDocument
            {
                Id = id,
                Label = label,
                Detail = detail,
                Original = DocumentPhrases.IsOriginal(label),
                Copies = DocumentPhrases.Copies(label),
                Optional = isOptional || DocumentPhrases.IsOptional(label),
            });
            _byId.Add(id, document);
            _documents.Add(document);
        }

        if (situation is null)
        {
            document.IsAlways = true;
        }
        else if (!document.Situations.Contains(situation))
        {
            document.Situations.Add(situation);
        }
    }

    // « et d'un permis, » as a label of its own: « Un permis ».
    private static string Item(string text)
    {
        var label = text.Trim(':', ';', ',', ' ', '\u00a0');
        foreach (var start in (ReadOnlySpan<string>)["et ", "ou ", "soit ", "d'une ", "d'un ", "de la ", "de leur ", "de votre ", "de l'"])
        {
            if (label.StartsWith(start, StringComparison.Ordinal))
            {
                label = (start[0] == 'd' ? start[(start[1] == '\'' ? 2 : 3)..] : "") + label[start.Length..];
            }
        }

        return label.Length == 0 ? label : char.ToUpper(label[0], CultureInfo.GetCultureInfo("fr-FR")) + label[1..];
    }

    private static string? Lines(IReadOnlyList<string?> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.OfType<string>())
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private sealed record Collected(RequiredDocument Content)
    {
        public List<string> Situations { get; } = [];

        public bool IsAlways { get; set; }
    }

    /// <summary>An item: what it is, what is said besides, and the items below it.</summary>
    private sealed record ItemText(string Label, IReadOnlyList<string> Rest, IReadOnlyList<string> Below)
    {
        public static ItemText? Of(FicheElement item)
        {
            var lines = new List<string>();
            var below = new List<string>();
            foreach (var element in item.Elements)
            {
                if (element.Name == "Liste")
                {
                    below.AddRange(element.Children("Item").Select(each => each.Text()).OfType<string>());
                }
                else if (element.Name is "Paragraphe" && element.Text() is { } line)
                {
                    lines.Add(line);
                }
            }

            return lines.Count == 0 ? null : new ItemText(lines[0], lines[1..], below);
        }
    }
}
