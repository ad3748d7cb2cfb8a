using System.Globalization;
using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Collects what a fiche asks for, each document once with all the cases that ask for it.</summary>
internal sealed class RequiredDocuments
{
    private readonly List<Collected> _documents = [];
    private readonly Dictionary<string, Collected> _byId = new(StringComparer.Ordinal);

    /// <summary>Whether a document was named.</summary>
    public bool IsNamed => _documents.Count > 0;

    /// <summary>Adds the items of a list.</summary>
    /// <param name="list">A <c>Liste</c>.</param>
    /// <param name="lead">The sentence before it; null for none.</param>
    /// <param name="situation">The innermost case; null for all.</param>
    /// <param name="areOriginals">Whether originals are asked for.</param>
    /// <returns>The labels that were added.</returns>
    public IReadOnlyList<string> Add(FicheElement list, string? lead, string? situation, bool areOriginals)
    {
        var items = list.Children("Item").Select(ItemText.Of).OfType<ItemText>()
            .Where(item => !DocumentPhrases.IsRefusal(item.Label)).ToList();
        if (items.Exists(item => DocumentPhrases.IsElse(item.Label)))
        {
            return [];
        }

        var isChoice = lead is not null && DocumentPhrases.IsChoice(lead);
        var manner = new Manner(
            situation,
            lead is not null && DocumentPhrases.IsOnRequest(lead),
            lead is not null && DocumentPhrases.AreCopies(lead) ? false : areOriginals ? true : null);
        var group = isChoice && items.Count > 1 ? SituationTree.IdOf(items[0].Label, situation) : null;
        for (var i = 0; i < items.Count; i++)
        {
            // « A, ou B, ou C »: each names the one before.
            if (!isChoice)
            {
                var isNext = DocumentPhrases.IsAlternative(items[i].Label);
                group = isNext ? group : i + 1 < items.Count && DocumentPhrases.IsAlternative(items[i + 1].Label)
                    ? SituationTree.IdOf(items[i].Label, situation)
                    : null;
            }

            Add(items[i], group, manner);
        }

        return [.. items.Select(item => item.Label)];
    }

    /// <summary>Adds what a sentence asks for by itself: « Vous devez joindre une copie de votre bail. »</summary>
    public void AddSentence(string sentence, string? situation)
    {
        if (DocumentPhrases.NamedIn(sentence) is { } label)
        {
            Add(label, null, null, new Manner(situation, DocumentPhrases.IsOptional(sentence), Original: null));
        }
    }

    private void Add(ItemText item, string? group, Manner manner)
    {
        if (item.Below.Count > 0 && DocumentPhrases.IsCondition(item.Label))
        {
            foreach (var below in item.Below.Where(below => !DocumentPhrases.IsRefusal(below)))
            {
                Add(below, item.Label.TrimEnd(':', ' ', '\u00a0'), group, manner with { IsOptional = true });
            }

            return;
        }

        Add(item.Label, Lines([.. item.Rest, .. item.Below.Select(below => $"- {below}")]), group, manner);
    }

    public IReadOnlyList<RequiredDocument> Build() =>
    [
        .. _documents.Take(DemarcheValidator.MaxRequiredDocuments).Select(document => document.Content with
        {
            Situations = document.IsAlways ? [] : [.. document.Situations],
        }),
    ];

    private void Add(string label, string? detail, string? group, Manner manner)
    {
        label = FicheText.Cut(Item(label), DemarcheValidator.MaxDocumentLabelLength);
        if (label.Length < 3)
        {
            return;
        }

        detail = detail is null ? null : FicheText.Cut(detail, DemarcheValidator.MaxDetailLength);
        var content = new RequiredDocument
        {
            Id = "",
            Label = label,
            Detail = detail,
            Original = DocumentPhrases.IsOriginal(label) ?? (DocumentPhrases.IsPayment(label) ? null : manner.Original),
            Copies = DocumentPhrases.Copies(label),
            Optional = manner.IsOptional || DocumentPhrases.IsOptional(label),
            OneOf = group,
        };
        // The same words may be asked for otherwise in another case.
        var id = SituationTree.IdOf(label, $"{detail}{(content.Original == manner.Original ? "" : content.Original)}{group}");
        if (!_byId.TryGetValue(id, out var document) || document.Content with { Id = "" } != content)
        {
            id = document is null ? id : SituationTree.IdOf(id, $"{content.Original} {content.Optional} {manner.Situation}");
            if (!_byId.TryGetValue(id, out document))
            {
                document = new Collected(content with { Id = id });
                _byId.Add(id, document);
                _documents.Add(document);
            }
        }

        if (manner.Situation is not { } situation)
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
        foreach (var start in (ReadOnlySpan<string>)["- ", "+ ", "et ", "ou ", "soit ", "d'une ", "d'un ", "de la ", "de leur ", "de votre ", "de l'"])
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

    /// <summary>How the documents of a list are asked for.</summary>
    private sealed record Manner(string? Situation, bool IsOptional, bool? Original);

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
