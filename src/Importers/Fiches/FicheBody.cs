using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Walks the text of a fiche once, in reading order, and collects what it says: passages, cases, required documents, steps, costs, delays,
/// online services and whom to turn to, each with the innermost case that it stands in.
/// </summary>
internal sealed class FicheBody
{
    private readonly SituationTree _situations = new();
    private readonly RequiredDocuments _documents = new();
    private readonly Passages _passages = new();
    private readonly FicheSteps _steps = new();
    private readonly FicheFigures _figures = new();
    private readonly List<(FicheElement Element, string? Situation, bool IsDoing)> _services = [];
    private readonly Places _places;

    private FicheBody(Places places) => _places = places;

    public IReadOnlyList<RequiredDocument> Documents => _documents.Build();

    public IReadOnlyList<Passage> Passages => _passages.Build();

    public IReadOnlyList<DemarcheStep> Steps => _steps.Build();

    public IReadOnlyList<DemarcheCost> Costs => _figures.Costs(_situations);

    public IReadOnlyList<DemarcheDelay> Delays => _figures.Delays;

    /// <summary>
    /// The services and forms of the text, with the case that they are for, null for everyone, and whether they stand where it is done.
    /// </summary>
    public IReadOnlyList<(FicheElement Element, string? Situation, bool IsDoing)> Services => _services;

    /// <summary>The cases.</summary>
    /// <param name="handledBy">The service types that handle a case, by its id.</param>
    public IReadOnlyList<Situation> Situations(ILookup<string, string> handledBy) => _situations.Build(handledBy);

    /// <summary>The cases as they stand in the text.</summary>
    public SituationTree Cases => _situations;

    /// <summary>Walks a fiche.</summary>
    /// <param name="root">Its root element.</param>
    /// <param name="places">Told of whom to turn to.</param>
    public static FicheBody Of(FicheElement root, Places places)
    {
        var body = new FicheBody(places);
        foreach (var element in root.Elements)
        {
            if (FicheElements.IsText(element.Name))
            {
                body.Walk(element, new Context());
            }
            else if (element.Name == "OuSAdresser")
            {
                places.AddBeside(element);
            }
        }

        return body;
    }

    private void Walk(FicheElement parent, Context context)
    {
        // What is conditioned on answers of a guided search is text like any other: a sentence before it announces the list in it.
        List<FicheElement> elements = [.. FicheElements.Flat(parent)];
        var cases = context.IsEnd ? new HashSet<FicheElement>() : CaseTitles.ChaptersOfCases(elements);
        string? lead = null;
        foreach (var element in elements)
        {
            switch (element.Name)
            {
                case "Paragraphe":
                    lead = element.Text();
                    context = WalkSentence(lead, context);
                    break;
                case "Liste":
                    var isDocuments = NamesDocuments(lead, context);
                    SayList(element, "- ", context with { IsDocuments = isDocuments });
                    if (isDocuments)
                    {
                        AddDocuments(element, lead, context);
                    }

                    break;
                case "Tableau":
                    WalkTable(element, context);
                    break;
                case "Situation" or "Cas":
                    WalkCase(element, context);
                    break;
                case "Chapitre" or "SousChapitre":
                    WalkChapter(element, context, cases.Contains(element));
                    break;
                case "ASavoir" or "ANoter" or "Attention" or "Rappel":
                    WalkAside(element, context);
                    break;
                case "OuSAdresser":
                    Say(element.Title() is { } who ? $"Où s'adresser : {who}" : null, context);
                    AddPlace(element, lead, context);
                    break;
                case "ServiceEnLigne":
                    Say(element.Title() is { } title ? $"{element["type"] ?? "Service en ligne"} : {title}" : null, context);
                    _services.Add((element, context.Situation, context.IsOnline
                        || context is { IsEnd: false, IsDocuments: false, Figures: null, IsAside: false }));
                    context.Chapter?.Do();
                    break;
            }
        }
    }

    private void WalkCase(FicheElement element, Context context)
    {
        var title = element.Title();
        if (title is null)
        {
            Walk(element, context);
            return;
        }

        // « Pièces à fournir » beside « Coût », shown as tabs: titles, not cases of anyone's; nor is how it ends, and where one contests
        // it.
        var isDocuments = DocumentPhrases.IsTitle(title);
        var isOutcome = CaseTitles.IsOutcome(title);
        var isCase = !context.IsEnd && !isOutcome && !CaseTitles.IsHeading(title);
        var step = context is { Chapter: null, IsInCaseChapter: false } && isCase && !element.Descendants("Chapitre", except: "OuSAdresser")
            .Any()
            && !element.Descendants("Cas").Any()
            ? new FicheStep()
            : null;
        WalkWithin(element, Named(title, context) with
        {
            Situation = isCase ? Enter(title, context) : context.Situation,
            IsDocuments = context.IsDocuments || isDocuments,
            IsEnd = context.IsEnd || isOutcome || ChapterTitles.IsAppeal(title),
            IsInPlace = context.IsInPlace || CaseTitles.IsPlace(title),
            IsOnline = element["type"] == "enLigne" || CaseTitles.IsOnline(title),
            Figures = context.Figures ?? (isCase ? null : FiguresOf(title)),
            // A step says what holds for everyone; a case that no chapter tells about is one itself.
            IsInCaseChapter = false,
            Chapter = context.Chapter ?? step,
            Step = step,
        }, context, title);
    }

    private void WalkChapter(FicheElement element, Context context, bool isCase)
    {
        var title = element.Title();
        if (title is null)
        {
            Walk(element, context);
            return;
        }

        var rank = ChapterTitles.IsAppeal(title) ? context.Rank
            : PlacePhrases.IsLater(title) && !isCase ? PlaceRank.Later
            : PlacePhrases.IsDoing(title) ? PlaceRank.Doing
            : isCase ? PlaceRank.Neutral
            : context.Rank;
        var step = context.Chapter is null && (element.Name == "Chapitre" || context.IsInCaseChapter) ? new FicheStep() : null;
        var isDocuments = element["type"] == "pieces" || DocumentPhrases.IsTitle(title);
        if (isDocuments)
        {
            step?.Do();
        }

        WalkWithin(element, Named(title, context) with
        {
            Situation = isCase ? Enter(title, context) : context.Situation,
            IsDocuments = context.IsDocuments || isDocuments,
            IsEnd = context.IsEnd || ChapterTitles.IsAppeal(title),
            IsHelp = context.IsHelp || PlacePhrases.IsHelp(title),
            IsAfterwards = !isCase && (context.IsAfterwards || PlacePhrases.IsAfterwards(title)),
            IsInCaseChapter = isCase,
            IsInPlace = context.IsInPlace || CaseTitles.IsPlace(title),
            Rank = isCase || rank > context.Rank || context.Rank != PlaceRank.Later ? rank : context.Rank,
            Figures = context.Figures ?? FiguresOf(title),
            Step = step ?? context.Step,
            Chapter = context.Chapter ?? (isCase && element.Children("SousChapitre").Any() ? null : step),
        }, context, title);
    }

    private string? Enter(string title, Context context)
    {
        var id = _situations.Enter(context.Situation, title);
        if (id is not null)
        {
            _places.Begin(id, context.Rank);
        }

        return id;
    }

    private static Context Named(string title, Context context) => context with { Heading = title, Level = context.Level + 1 };

    private static FiguresKind? FiguresOf(string title) =>
        ChapterTitles.IsCost(title) ? FiguresKind.Cost : ChapterTitles.IsDelay(title) ? FiguresKind.Delay : null;

    private void WalkWithin(FicheElement element, Context inner, Context outer, string title)
    {
        _passages.Begin(inner.Heading, inner.Level, inner.Situation);
        var place = _steps.Reserve();
        Walk(element, inner);
        _passages.Begin(outer.Heading, outer.Level, outer.Situation);
        if (inner.Step is { } step && step != outer.Step)
        {
            if (inner.IsInCaseChapter && DocumentPhrases.IsInstruction(step.Body))
            {
                step.Do();
            }

            _steps.Add(place, step, title, inner.Situation);
        }
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
        var aside = context with { IsAside = true, IsDocuments = false };
        foreach (var part in FicheElements.Flat(element))
        {
            switch (part.Name)
            {
                case "Paragraphe":
                    Say(part.Text() is { } line ? $"{label} : {line}" : null, aside);
                    break;
                case "Liste":
                    SayList(part, "- ", aside);
                    break;
                case "OuSAdresser":
                    Say(part.Title() is { } who ? $"Où s'adresser : {who}" : null, aside);
                    AddPlace(part, null, aside);
                    break;
                case "ServiceEnLigne":
                    Say(part.Title() is { } title ? $"{part["type"] ?? "Service en ligne"} : {title}" : null, aside);
                    _services.Add((part, context.Situation, false));
                    break;
                case "Tableau":
                    WalkTable(part, aside);
                    break;
            }
        }
    }

    // A sentence may turn to contesting; what follows it in the same place is about that.
    private Context WalkSentence(string? sentence, Context context)
    {
        Say(sentence, context);
        if (sentence is null || context.IsEnd)
        {
            return context;
        }

        // The court may be where it is done: only once it was said how to do it is turning to one contesting.
        if (context.Rank != PlaceRank.Doing && (_places.IsNamed || _documents.IsNamed) && PlacePhrases.IsAppeal(sentence))
        {
            return context with { IsEnd = true };
        }

        if (context is { IsHelp: false, Figures: null, Rank: PlaceRank.Doing or PlaceRank.Neutral } && !context.IsDocuments)
        {
            _places.AddWords(
                sentence, context.Situation, context.Rank == PlaceRank.Doing ? PlaceRank.Words : PlaceRank.NeutralWords);
        }

        if (context.Figures is null && (context.IsDocuments || !context.IsAfterwards))
        {
            _documents.AddSentence(sentence, context.Situation);
        }

        return context.IsDocuments && DocumentPhrases.AreOriginals(sentence) ? context with { AreOriginals = true } : context;
    }

    private void AddPlace(FicheElement element, string? lead, Context context)
    {
        if (!context.IsEnd)
        {
            context.Chapter?.Do();
            // Named where pieces are listed, it is where one gets them, unless the file goes there; « vous pouvez contacter » is no more
            // than advice, but where it is said how to do it.
            var isElsewhere = context.IsDocuments && (lead is null || !PlacePhrases.IsDeposit(lead));
            var isAdvice = lead is not null && !DocumentPhrases.IsInstruction(lead)
                && (context.Rank == PlaceRank.Doing ? PlacePhrases.IsGuidance(lead) : PlacePhrases.IsHelp(lead));
            _places.Add(
                element, context.Situation,
                context.IsDocuments || context.Figures is not null ? PlaceRank.Later : context.Rank,
                context.IsHelp || context.IsAside || isElsewhere || isAdvice, context.IsInPlace);
        }
    }

    // A table of documents has a case for each column: « Le passeport est récent », « Il est ancien ».
    private void WalkTable(FicheElement table, Context context)
    {
        Say(table.Title(), context with { Figures = null });
        var isDocuments = context.IsDocuments || (table.Title() is { } title && DocumentPhrases.IsTitle(title));
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
        context.Chapter?.Do();
        foreach (var label in _documents.Add(list, lead, context.Situation, context.AreOriginals))
        {
            _figures.AddPiece(label, context.Situation);
        }
    }

    private static bool NamesDocuments(string? lead, Context context)
    {
        if (context.IsEnd || context.IsAside || context.Figures is not null)
        {
            return false;
        }

        var isAnnounced = lead is not null && DocumentPhrases.Announces(lead);
        return context.IsDocuments ? lead is null || isAnnounced || !DocumentPhrases.IsOther(lead) : isAnnounced && !context.IsAfterwards;
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
                else if (element.Name != "Condition" && element.Text() is { } line)
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
        if (line is null)
        {
            return;
        }

        context.Step?.Say(line);
        switch (context)
        {
            case { Figures: FiguresKind.Cost }:
                _figures.AddCostLine(line, context.Situation);
                break;
            case { Figures: FiguresKind.Delay }:
                _figures.AddDelayLine(line, context.Situation);
                break;
            case { IsDocuments: true } when line.StartsWith('-') || line.StartsWith(' '):
                break;
            case { IsEnd: true } or { IsAside: true } or { Rank: PlaceRank.Later }:
                _figures.AddEnd(line, context.Situation);
                break;
            default:
                _figures.AddLine(line, context.Situation);
                break;
        }
    }

    /// <summary>What a chapter tells in figures.</summary>
    private enum FiguresKind
    {
        Cost,
        Delay,
    }

    /// <summary>Where in the fiche the walk is.</summary>
    private sealed record Context
    {
        public string? Heading { get; init; }

        public int Level { get; init; }

        public string? Situation { get; init; }

        public bool IsDocuments { get; init; }

        /// <summary>« Il faut présenter les documents originaux » was said.</summary>
        public bool AreOriginals { get; init; }

        /// <summary>Where it is told how it ends, and how one contests that.</summary>
        public bool IsEnd { get; init; }

        public bool IsAside { get; init; }

        /// <summary>Where it is told what its result is for.</summary>
        public bool IsAfterwards { get; init; }

        public bool IsHelp { get; init; }

        /// <summary>In the case of those who do it online.</summary>
        public bool IsOnline { get; init; }

        /// <summary>In a case of a place: « À Paris ».</summary>
        public bool IsInPlace { get; init; }

        /// <summary>Right within a chapter that is a case.</summary>
        public bool IsInCaseChapter { get; init; }

        public PlaceRank Rank { get; init; } = PlaceRank.Neutral;

        public FiguresKind? Figures { get; init; }

        /// <summary>The step that the walk is in, be it in a case of it; null for a chapter whose parts are steps of a case.</summary>
        public FicheStep? Chapter { get; init; }

        /// <summary>What the chapter says to everyone; null outside a step and within its cases.</summary>
        public FicheStep? Step { get; init; }
    }
}
