using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The list of closures and other exceptional dates, and the public holidays.</summary>
internal sealed class FermeturesModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, HolidaysForm>(desk)
{
    public static readonly IReadOnlyList<Choice> Policies =
    [
        new(HolidaysForm.AllClosed, "Fermé tous les jours fériés"),
        new(HolidaysForm.AsUsual, "Mêmes horaires les jours fériés que les autres jours"),
        new(HolidaysForm.EachDate, "Confirmer chaque jour férié"),
    ];

    // More days closed in a row than a closure should say.
    private const int LongestClosure = 7;
    private const int DaysLookedAt = 400;

    private readonly EntryDesk _desk = desk;
    private string? _otherHoursOn;

    public override Section Section => Sections.Exceptions;

    /// <summary>Lines not over, by date.</summary>
    public IReadOnlyList<ExceptionEntry> Coming { get; private set; } = [];

    /// <summary>Lines that are over, the last first.</summary>
    public IReadOnlyList<ExceptionEntry> Past { get; private set; } = [];

    /// <summary>Those to confirm, in the order of the form.</summary>
    public IReadOnlyList<HolidayQuestion> Questions { get; private set; } = [];

    /// <summary>Until when holidays are asked about.</summary>
    public LocalDate AskedUntil { get; private set; }

    /// <summary>The first stretch of more than seven days closed in a row; null for none.</summary>
    public (LocalDate From, LocalDate To)? LongClosure { get; private set; }

    /// <summary>Keys of lines that were typed and have mistakes.</summary>
    public IReadOnlyList<string> Unfinished { get; private set; } = [];

    /// <summary>Whether there are hours for a holiday to change.</summary>
    public bool HasHours => ((AdministrationDocument)Entry.Document!).OpeningHours is { IsEmpty: false, IsClosedToPublic: false };

    public string AddPath => $"{Section.PathOf(Entry.EntryId)}/{FermetureModel.NewKey}";

    public string PathOf(ExceptionEntry line) => $"{Section.PathOf(Entry.EntryId)}/{line.Key}";

    /// <summary>« du 8 au 10 mars 2027 », « à partir du 8 mars 2027 ».</summary>
    public string WhenOf(ExceptionEntry line)
    {
        return line.DatesIn(HoursPlace.CalendarOf((AdministrationDocument)Entry.Document!).TimeZone) switch
        {
            ({ } first, { } last) => ExceptionEntry.When(first, last),
            ({ } first, null) => $"à partir du {FrenchText.Date(first)}",
            (null, { } last) => $"jusqu'au {FrenchText.Date(last)}",
            _ => "jusqu'à sa suppression",
        };
    }

    protected override HolidaysForm Read(AdministrationDocument document) => new()
    {
        Policy = PolicyOf(document.OpeningHours?.PublicHolidays ?? PublicHolidayPolicy.Unconfirmed),
        Dates = [.. QuestionsOf(document).Select(question => new HolidayForm { Date = LocalDatePattern.Iso.Format(question.Date) })],
    };

    protected override AdministrationDocument Write(AdministrationDocument document, HolidaysForm form)
    {
        if (document.OpeningHours is not { } schedule)
        {
            return document;
        }

        if (form.Policy is not (HolidaysForm.EachDate or HolidaysForm.AllClosed or HolidaysForm.AsUsual))
        {
            ModelState.AddModelError("Form.Policy", "Choisissez ce qui se passe les jours fériés.");
            return document;
        }

        var answered = new List<ExceptionalPeriod>();
        foreach (var answer in form.Dates)
        {
            if (QuestionsOf(document).FirstOrDefault(question =>
                LocalDatePattern.Iso.Format(question.Date) == answer.Date) is not { } question)
            {
                continue; // answered meanwhile
            }

            if (answer.Answer == HolidayForm.OtherHours)
            {
                _otherHoursOn ??= TypedDate.Format(question.Date);
            }
            else if (answer.Answer == HolidayForm.Closed || (answer.Answer == HolidayForm.Usual && question.Usual.Count > 0))
            {
                answered.Add(new ExceptionalPeriod
                {
                    From = question.Date,
                    To = question.Date,
                    Slots = answer.Answer == HolidayForm.Closed ? [] : question.Usual,
                    Reason = $"Jour férié ({question.Name})",
                });
            }
        }

        return answered.Count == 0 && form.Policy == PolicyOf(schedule.PublicHolidays) ? document : document with
        {
            OpeningHours = schedule with
            {
                Exceptional = [.. schedule.Exceptional, .. answered],
                PublicHolidays = form.Policy switch
                {
                    HolidaysForm.AllClosed => PublicHolidayPolicy.Closed,
                    HolidaysForm.AsUsual => PublicHolidayPolicy.AsUsual,
                    _ => PublicHolidayPolicy.Unconfirmed,
                },
            },
        };
    }

    protected override bool Concerns(string path) =>
        path.StartsWith("openingHours.exceptional", StringComparison.Ordinal) || path.StartsWith("notices", StringComparison.Ordinal);

    protected override string PathAfter(bool continues) => _otherHoursOn is { } date
        ? $"{AddPath}?type={ExceptionForm.OtherHours}&du={Uri.EscapeDataString(date)}"
        : base.PathAfter(continues);

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        var document = (AdministrationDocument)Entry.Document!;
        var today = HoursPlace.Today(document, _desk.Now);
        var zone = HoursPlace.CalendarOf(document).TimeZone;
        var lines = ExceptionEntry.Of(document).Where(line => line.Notice is not { SuspendsReception: true })
            .ToLookup(line => line.To is { } to ? to < today : line.Notice!.Until <= _desk.Now);
        Coming = [.. lines[false].OrderBy(Start)];
        Past = [.. lines[true].OrderByDescending(Start)];
        Questions = QuestionsOf(document);
        AskedUntil = UntilOf(today);
        LongClosure = LongClosureOf(document.OpeningHours, today);
        Unfinished = Entry.Draft?.FormValues is { } values && JsonNode.Parse(values) is JsonObject typed
            ? [.. typed.Select(form => form.Key.Split(':')).Where(key => key.Length == 2 && key[0] == Section.Slug).Select(key => key[1])]
            : [];
        return Task.CompletedTask;

        LocalDate Start(ExceptionEntry line) => line.From ?? line.Notice?.From?.InZone(zone).Date ?? LocalDate.MinIsoValue;
    }

    private static string PolicyOf(PublicHolidayPolicy policy) => policy switch
    {
        PublicHolidayPolicy.Closed => HolidaysForm.AllClosed,
        PublicHolidayPolicy.AsUsual => HolidaysForm.AsUsual,
        _ => HolidaysForm.EachDate,
    };

    // To the end of the year; in its last months to that of the next.
    private static LocalDate UntilOf(LocalDate today) => new(today.Year + (today.Month >= 10 ? 1 : 0), 12, 31);

    private static (LocalDate From, LocalDate To)? LongClosureOf(OpeningSchedule? schedule, LocalDate today)
    {
        var (first, last) = (today, today.PlusDays(-1));
        for (var date = today; date <= today.PlusDays(DaysLookedAt); date = date.PlusDays(1))
        {
            if (schedule?.ExceptionOn(date) is { IsClosed: true })
            {
                last = date;
            }
            else if (IsLong())
            {
                break;
            }
            else
            {
                (first, last) = (date.PlusDays(1), date);
            }
        }

        return IsLong() ? (first, last) : null;

        bool IsLong() => Period.DaysBetween(first, last) + 1 > LongestClosure;
    }

    private IReadOnlyList<HolidayQuestion> QuestionsOf(AdministrationDocument document)
    {
        var today = HoursPlace.Today(document, _desk.Now);
        return HolidayQuestion.Of(document.OpeningHours, HoursPlace.CalendarOf(document), today, UntilOf(today));
    }
}
