using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Walks the text of a fiche once, in reading order, and collects what it says: passages, cases, required documents,
/// steps, cost, delay and the counters named on the way.
/// </summary>
internal sealed class FicheBody
{
    private const int MaxStepBody = 4000;

    private readonly SituationTree _situations = new();
    private readonly RequiredDocuments _documents = new();
    private readonly Passages _passages = new();
    private readonly List<DemarcheStep> _steps = [];
    private readonly List<string> _cost = [];
    private readonly List<string> _delay = [];
    private readonly List<(FicheElement Element, string? Situation)> _counters = [];

    private FicheBody()
    {
    }

    public IReadOnlyList<RequiredDocument> Documents => _documents.Build();

    public IReadOnlyList<Passage> Passages => _passages.Build();

    public IReadOnlyList<DemarcheStep> Steps => [.. _steps.Take(DemarcheValidator.MaxItems)];

    public string? Cost => Joined(_cost);

    public string? Delay => Joined(_delay);

    /// <summary>
    /// The <c>OuSAdresser</c> of the text, with the case that they are for, null for everyone; those of chapters about contesting left out.
    /// </summary>
    public IReadOnlyList<(FicheElement Element, string? Situation)> Counters => _counters;

    /// <summary>The cases.</summary>
    /// <param name="handledBy">The service types that handle one case and not every one, by its id.</param>
    public IReadOnlyList<Situation> Situations(ILookup<string, string> handledBy) => _situations.Build(handledBy);

    public static FicheBody Of(FicheElement root)
    {
        var body = new FicheBody();
        foreach (var element in root.Elements)
        {
            if (element.Name is "Introduction" or "Texte" or "ListeSituations" or "Avertissement" or "LienExterneCommente")
            {
                body.Walk(element, new Context());
            }
        }

        return body;
    }

    private void Walk(FicheElement parent, Context context)
    {
        string? lead = null;
        foreach (var element in parent.Elements)
        {
            switch (element.Name)
            {
                case "Titre" or "Condition" or "Source" or "RessourceWeb" or "Image" or "Legende" or "Credits":
                    break;
                case "Paragraphe":
                    lead = element.Text();
                    Say(lead, context);
                    break;
                case "Liste":
                    SayList(element, "- ", context);
                    AddDocuments(element, lead, context);
                    break;
                case "Tableau":
                    WalkTable(element, context);
                    break;
                case "Situation" or "Cas":
                    WalkCase(element, context);
                    break;
                case "Chapitre" or "SousChapitre":
                    WalkChapter(element, context);
                    break;
                case "ASavoir" or "ANoter" or "Attention" or "Rappel":
                    WalkAside(element, context);
                    break;
                case "OuSAdresser":
                    Say(element.Child("Titre")?.Text() is { } who ? $"Où s'adresser : {who}" : null, context);
                    if (!context.IsAppeal)
                    {
                        _counters.Add((element, context.Situation));
                    }

                    break;
                case "ServiceEnLigne":
                    Say(element.Child("Titre")?.Text() is { } title ? $"{element["type"] ?? "Service en ligne"} : {title}" : null, context);
                    break;
                default:
                    Walk(element, context);
                    break;
            }
        }
    }

    private void WalkCase(FicheElement element, Context context)
    {
        var title = element.Child("Titre")?.Text();
        if (title is null)
        {
            Walk(element, context);
            return;
        }

        // « Pièces à fournir » beside « Coût », shown as tabs: titles, not cases of anyone's.
        var isDocuments = DocumentPhrases.IsTitle(title);
        var inner = context with
        {
            Situation = isDocuments ? context.Situation : _situations.Enter(context.Situation, title),
            Heading = title,
            Level = context.Level + 1,
            IsDocuments = context.IsDocuments || isDocuments,
            StepBody = null, // a step says what holds for everyone
        };
        context.Figures?.Add($"{title} :");
        WalkWithin(element, inner, context);
    }

    private void WalkChapter(FicheElement element, Context context)
    {
        var title = element.Child("Titre")?.Text();
        if (title is null)
        {
            Walk(element, context);
            return;
        }

        var inner = context with
        {
            Heading = title,
            Level = context.Level + 1,
            IsDocuments = context.IsDocuments || element["type"] == "pieces" || DocumentPhrases.IsTitle(title),
            IsAppeal = context.IsAppeal || ChapterTitles.IsAppeal(title),
            Figures = context.Figures ?? (ChapterTitles.IsCost(title) ? [] : ChapterTitles.IsDelay(title) ? [] : null),
            StepBody =
                context.StepBody ?? (element.Name == "Chapitre" && ChapterTitles.StageOf(title) is not null ? new StringBuilder() : null),
        };
        WalkWithin(element, inner, context);
        if (inner.StepBody is { } body && context.StepBody is null)
        {
            _steps.Add(new DemarcheStep
            {
                Stage = ChapterTitles.StageOf(title)!.Value,
                Title = FicheText.Cut(title, DemarcheValidator.MaxLabelLength),
                Body = body.Length == 0 ? null : FicheText.Cut(body.ToString(), MaxStepBody),
                Situation = context.Situation,
            });
        }

        if (inner.Figures is { Count: > 0 } figures && context.Figures is null)
        {
            (ChapterTitles.IsCost(title) ? _cost : _delay).AddRange(figures);
        }
    }

    private void WalkWithin(FicheElement element, Context inner, Context outer)
    {
        _passages.Begin(inner.Heading, inner.Level, inner.Situation);
        Walk(element, inner);
        _passages.Begin(outer.Heading, outer.Level, outer.Situation);
    }

    // « À savoir », « Attention »: said on the way, and nothing to bring.
    private void WalkAside(FicheElement element, Context context)
    {
        var label = element.Name switch
        {
            "ASavoir" => "À savoir",
            "ANoter" => "À noter",
            "Rappel" => "Rappel",
            _ => "Attention",
        };
        foreach (var part in element.Elements)
        {
            if (part.Name == "Paragraphe")
            {
                Say(part.Text() is { } line ? $"{label} : {line}" : null, context);
            }
            else if (part.Name == "Liste")
            {
                SayList(part, "- ", context);
            }
            else if (part.Name is not ("Titre" or "Source"))
            {
                Walk(part, context with { IsDocuments = false });
            }
        }
    }

    // A table of documents has a case for each column: « Le passeport est récent », « Il est ancien ».
    private void WalkTable(FicheElement table, Context context)
    {
        Say(table.Child("Titre")?.Text(), context);
        var isDocuments = context.IsDocuments || (table.Child("Titre")?.Text() is { } title && DocumentPhrases.IsTitle(title));
        var headers = table.Children("Rangée").FirstOrDefault(row => row["type"] == "header")?.Children("Cellule")
            .Select(cell => cell.Text()).ToList();
        foreach (var row in table.Children("Rangée"))
        {
            var cells = row.Children("Cellule").ToList();
            Say(FicheText.Line(string.Join(" | ", cells.Select(cell => cell.Text() ?? ""))), context);
            for (var i = 0; isDocuments && i < cells.Count; i++)
            {
                var situation = headers is not null && i < headers.Count && headers[i] is { } header && row["type"] != "header"
                    ? header
                    : null;
                foreach (var list in cells[i].Children("Liste"))
                {
                    AddDocuments(list, null, context with
                    {
                        IsDocuments = true,
                        Situation = situation is null ? context.Situation : _situations.Enter(context.Situation, situation),
                    });
                }
            }
        }
    }

    private void AddDocuments(FicheElement list, string? lead, Context context)
    {
        if (context.IsDocuments ? lead is null || !DocumentPhrases.IsOther(lead) : lead is not null && DocumentPhrases.Announces(lead))
        {
            _documents.Add(list, lead, context.Situation);
        }
    }

    private void SayList(FicheElement list, string mark, Context context)
    {
        foreach (var item in list.Children("Item"))
        {
            var isFirst = true;
            foreach (var element in item.Elements)
            {
                if (element.Name == "Liste")
                {
                    SayList(element, $"  {mark}", context);
                }
                else if (element.Text() is { } line)
                {
                    Say(isFirst ? mark + line : new string(' ', mark.Length) + line, context);
                    isFirst = false;
                }
            }
        }
    }

    private void Say(string? line, Context context)
    {
        _passages.Add(line);
        if (line is not null)
        {
            context.Figures?.Add(line);
            context.StepBody?.Append(context.StepBody.Length > 0 ? "\n" : "").Append(line);
        }
    }

    private static string? Joined(List<string> lines) => lines.Count == 0
        ? null
        : FicheText.Cut(string.Join('\n', lines.Distinct()), DemarcheValidator.MaxSummaryLength);

    /// <summary>Where in the fiche the walk is.</summary>
    private sealed record Context
    {
        public string? Heading { get; init; }

        public int Level { get; init; }

        public string? Situation { get; init; }

        public bool IsDocuments { get; init; }

        public bool IsAppeal { get; init; }

        /// <summary>The lines of the chapter on cost or delay that the walk is in; null outside.</summary>
        public List<string>? Figures { get; init; }

        /// <summary>What the chapter says to everyone; null outside a step and within its cases.</summary>
        public StringBuilder? StepBody { get; init; }
    }
}
