using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Adds a line to « Fermetures et horaires exceptionnels », or changes the one whose key is in the address.</summary>
internal sealed class FermetureModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, ExceptionForm>(desk)
{
    /// <summary>In the place of a key, for a new line.</summary>
    public const string NewKey = "ajouter";

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(ExceptionForm.Closure, "Fermeture exceptionnelle"),
        new(ExceptionForm.OtherHours, "Horaires différents"),
        new(ExceptionForm.Information, "Information à afficher"),
    ];

    private readonly EntryDesk _desk = desk;

    // The line that is changed; null for a new one, or one that is no longer there.
    private ExceptionEntry? _entry;

    public string Key => (string)RouteData.Values["key"]!;

    public bool IsNew => Key == NewKey;

    public override Section Section => new(
        $"{Sections.Exceptions.Slug}/{Key}",
        IsNew ? "Ajouter une fermeture ou un horaire exceptionnel" : "Modifier une fermeture ou un horaire exceptionnel",
        [.. Sections.Exceptions.Blocks]);

    /// <summary>The dates of the days of the grid, by the numbers of their weekdays.</summary>
    public IReadOnlyDictionary<int, string> Dates { get; private set; } = new Dictionary<int, string>();

    /// <summary>What the public sees before, during and after.</summary>
    public IReadOnlyList<(string When, string Shown)> Banners { get; private set; } = [];

    private protected override Section InMenu => Sections.Exceptions;

    // The line would come again each time.
    private protected override bool SavesWhileTyping => false;

    protected override string PathWithout => Sections.Exceptions.PathOf(Entry.EntryId);

    protected override string TypedKey => $"{Sections.Exceptions.Slug}:{Key}";

    /// <summary>The banners as lines, for the script.</summary>
    public IActionResult OnPostApercu() => Entry.Document is AdministrationDocument document
        ? Content(BoundSpaces.In(string.Join('\n', BannersOf(document).Select(banner => banner.Shown))), "text/plain; charset=utf-8")
        : NotFound();

    private protected override IActionResult? Begin()
    {
        if (IsNew || Entry.Document is not AdministrationDocument document)
        {
            return null;
        }

        _entry = ExceptionEntry.Of(document).FirstOrDefault(entry => entry.Key == Key && entry.Notice is not { SuspendsReception: true });
        var isKept = Entry.Draft?.FormValues is { } values && JsonNode.Parse(values)?[TypedKey] is not null;
        return _entry is null && !isKept && HttpMethods.IsGet(Request.Method)
            ? this.Refuse(
                new Refusal(ChangeOutcome.NotFound, "Cette ligne a été modifiée ou supprimée : revenez à la liste des fermetures."))
            : null;
    }

    // A new line disturbs nobody; a changed one is found by its content.
    protected override string Fingerprint(AdministrationDocument document) => _entry?.Key ?? "";

    protected override ExceptionForm Read(AdministrationDocument document)
    {
        if (_entry is not null)
        {
            return Writer(document, ModelState).Read(_entry);
        }

        var form = new ExceptionForm { Kind = Request.Query["type"], From = Request.Query["du"] };
        Writer(document, ModelState).Align(form);
        return form;
    }

    protected override AdministrationDocument Write(AdministrationDocument document, ExceptionForm form)
    {
        if (_entry is not null && Text(form) == Text(Writer(document, ModelState).Read(_entry)))
        {
            return document;
        }

        return Writer(document, ModelState).Write(form, _entry) is { } entry ? ExceptionEntry.Replace(document, _entry, entry) : document;

        // What is copied from where is no part of the line.
        static string Text(ExceptionForm form) =>
            JsonSerializer.Serialize(form with { Week = new WeekForm { Days = form.Week.Days } })
                .Replace("\\r\\n", "\\n", StringComparison.Ordinal);
    }

    // Dates that nobody has changed are not asked about again.
    protected override IReadOnlyList<FormWarning> Warn(AdministrationDocument saved, AdministrationDocument changed)
    {
        var line =
            ExceptionEntry.Of(changed).ExceptBy(ExceptionEntry.Of(saved).Select(other => other.Key), other => other.Key).FirstOrDefault();
        var zone = HoursPlace.CalendarOf(saved).TimeZone;
        return line is null || (line.DatesIn(zone) is var dates && dates == _entry?.DatesIn(zone))
            ? []
            : DateDoubts.Of(dates.From, dates.To, HoursPlace.Today(saved, _desk.Now));
    }

    protected override bool Concerns(string path) =>
        path.StartsWith("openingHours.exceptional", StringComparison.Ordinal) || path.StartsWith("notices", StringComparison.Ordinal);

    protected override string FieldOf(string path) => path.EndsWith(".title", StringComparison.Ordinal) ? "Form.Title"
        : path.StartsWith("openingHours", StringComparison.Ordinal) ? "Form.From" : "";

    protected override string? Perform(ExceptionForm form, string gesture)
    {
        if (gesture.Split('/') is ["Form.Week", var verb])
        {
            return this.Told(form.Week.Perform("Form.Week", verb));
        }

        Writer((AdministrationDocument)Entry.Document!, ModelState).Align(form);
        return gesture == "jours" ? "jours" : "apercu";
    }

    protected override string PathAfter(bool continues) => Sections.Exceptions.PathOf(Entry.EntryId);

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        var document = (AdministrationDocument)Entry.Document!;
        if (Form is { Kind: ExceptionForm.OtherHours, Week.Days.Count: 0 })
        {
            Writer(document, ModelState).Align(Form);
        }

        Dates = Writer(document, ModelState).DatesOf(Form);
        Banners = BannersOf(document);
        return Task.CompletedTask;
    }

    private ExceptionWriter Writer(AdministrationDocument document, ModelStateDictionary errors) =>
        new(errors, HoursPlace.CalendarOf(document).TimeZone, HoursPlace.Today(document, _desk.Now), document.OpeningHours);

    private List<(string When, string Shown)> BannersOf(AdministrationDocument document)
    {
        const string Nothing = "Aucun bandeau.";
        var calendar = HoursPlace.CalendarOf(document);
        if (Writer(document, new ModelStateDictionary()).Write(Form, _entry) is not { } entry)
        {
            const string Later = "L'aperçu s'affichera quand les dates seront remplies.";
            return [("Avant", Later), ("Pendant", Later), ("Après", Later)];
        }

        var notice = entry.Notice is { } shown ? shown.Body is { } body ? $"{shown.Title}. {body}" : shown.Title : null;
        if (entry.From is not { } from)
        {
            return [("Avant", Nothing), ("Pendant", notice ?? Nothing), ("Après", Nothing)];
        }

        var date =
            Enumerable.Range(0, 7)
                .Select(day => from.PlusDays(day))
                .First(day => entry.Periods.Any(period => period.Days.Contains(day.DayOfWeek)));
        var day = OpeningCalendar.Day(new OpeningSchedule { Exceptional = entry.Periods }, calendar, date);
        var hours =
            day.Slots.Count == 0
                ? null
                : string.Join(", ", day.Slots.Select(slot => $"{TypedTime.Format(slot.Opens)}–{TypedTime.Format(slot.Closes)}"));
        return
        [
            ("Avant", notice is null
                ? "Aucun bandeau sans message."
                : $"À partir du {FrenchText.Date(entry.Notice!.From!.Value.InZone(calendar.TimeZone).Date)} : {notice}"),
            ("Pendant", string.Join(" – ", new[] { day.Reason, hours }.OfType<string>())),
            ("Après", Nothing),
        ];
    }
}
