using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Pasted;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>
/// A page that edits regular hours: those of the reception, or of one contact channel. Drawn by the partial <c>_Hours</c>.
/// </summary>
[MaxFields(4096)] // seven weeks of twenty-one slots
public abstract class HoursPageModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, HoursForm>(desk)
{
    private static readonly Choice[] ReceptionChoices =
    [
        new(HoursForm.WithOrWithout, "Avec ou sans rendez-vous"),
        new(HoursForm.ByAppointment, "Sur rendez-vous uniquement"),
        new(HoursForm.NoPublic, "Fermé au public"),
    ];

    private static readonly Choice[] ChannelChoices =
    [
        new(HoursForm.WithOrWithout, "Ce contact a ses propres horaires"),
        new(HoursForm.NotGiven, "Ses horaires ne sont pas indiqués"),
    ];

    private const int LongestSeason = 366;

    private readonly EntryDesk _desk = desk;

    /// <summary>Whether the hours are a contact channel's.</summary>
    public abstract bool IsChannel { get; }

    public IReadOnlyList<Choice> Receptions => IsChannel ? ChannelChoices : ReceptionChoices;

    /// <summary>What the form cannot say, as a sentence; null for nothing.</summary>
    public string? Kept { get; private set; }

    /// <summary>The notes of what the form cannot say.</summary>
    public IReadOnlyList<string> KeptNotes { get; private set; } = [];

    /// <summary>The texts that were not read, each with the days that it makes unknown.</summary>
    public IReadOnlyList<(string Text, string Days)> Unread { get; private set; } = [];

    /// <summary>What the form says, in the sentence of the API.</summary>
    public string Preview { get; private set; } = "";

    /// <summary>What the pasted text says; null where none was.</summary>
    public PastedReading? Pasted { get; private set; }

    /// <summary>Phone lines, which may keep hours of their own, and the pages that edit them.</summary>
    public virtual IReadOnlyList<(string Label, string Path)> Phones => [];

    protected abstract OpeningSchedule? ScheduleOf(AdministrationDocument document);

    protected abstract AdministrationDocument WithSchedule(AdministrationDocument document, OpeningSchedule? schedule);

    /// <summary>What the form says now, for the script: a sentence, or what keeps it from being one.</summary>
    public IActionResult OnPostApercu() => Entry.Document is AdministrationDocument document
        ? Content(BoundSpaces.In(Sentence(document)), "text/plain; charset=utf-8")
        : NotFound();

    protected override HoursForm Read(AdministrationDocument document) => HoursForm.Of(ScheduleOf(document), IsChannel);

    protected override AdministrationDocument Write(AdministrationDocument document, HoursForm form)
    {
        if (!string.IsNullOrWhiteSpace(form.Pasted))
        {
            ModelState.AddModelError(
                "Form.Pasted", "Le texte collé n'est pas repris : choisissez « Lire », puis « Remplir le formulaire », ou effacez-le.");
        }

        var before = ScheduleOf(document);
        var after = new HoursWriter(ModelState, IsChannel).Write(before, form);
        return ReferenceEquals(before, after) ? document : WithSchedule(document, after);
    }

    // Exceptional dates have a page of their own, and do not disturb this one.
    protected override string Fingerprint(AdministrationDocument document) =>
        DocumentBlocks.Fingerprint(
            JsonSerializer.SerializeToUtf8Bytes(ScheduleOf(document) is { } schedule ? schedule with { Exceptional = [] } : null));

    protected override IReadOnlyList<FormWarning> Warn(AdministrationDocument saved, AdministrationDocument changed) =>
        ReferenceEquals(saved, changed) || ScheduleOf(changed) is not { } schedule ? []
            : schedule.Regular.SequenceEqual(ScheduleOf(saved)?.Regular ?? []) ? Leftovers(ScheduleOf(saved), schedule)
            :
            [
                .. Leftovers(ScheduleOf(saved), schedule),
                .. ScheduleWarning.Of(schedule, PublishedSchedule(), HoursPlace.Today(saved, _desk.Now))
                    .Select(warning => new FormWarning(warning.Code, warning.Message)),
                .. SeasonsOf(schedule).Except(SeasonsOf(ScheduleOf(saved)))
                    .SelectMany(season => DateDoubts.Of(season.From, season.To, HoursPlace.Today(saved, _desk.Now), LongestSeason)),
            ];

    protected override string? Perform(HoursForm form, string gesture)
    {
        var words = gesture.Split('/');
        return this.Told(words is [var field, var verb]
            ? form.Weeks().FirstOrDefault(week => week.Field == field).Week?.Perform(field, verb)
            : PerformOnForm(form, gesture.Split(':')));
    }

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        var document = (AdministrationDocument)Entry.Document!;
        var basis = Form.ReadBasis() ?? ScheduleOf(document);
        var kept = EditableSchedule.Of(basis?.Regular ?? []).Kept;
        Kept = kept.Count == 0 ? null : OpeningSummary.Of(new OpeningSchedule { Regular = kept });
        KeptNotes = [.. kept.Select(period => period.Note).OfType<string>().Distinct()];
        Unread = [.. Form.UnreadOf(ScheduleOf(document)).Select(text => (text.Text, DaysOf(text.Days)))];
        Pasted = string.IsNullOrWhiteSpace(Form.Pasted) ? null : PastedHours.Read(Form.Pasted);
        Preview = Sentence(document);
        return Task.CompletedTask;
    }

    // Texts that hid days until now, and are remarks from now on.
    private static IReadOnlyList<FormWarning> Leftovers(OpeningSchedule? saved, OpeningSchedule changed) =>
    [
        .. (saved?.Unread ?? []).Select(unread => unread.Text).Distinct()
            .Where(text => !changed.Unread.Any(unread => unread.Text == text) && Says(changed, text) && !Says(saved!, text))
            .Select(text => new FormWarning(
                "LEFTOVER_TEXT",
                $"« {text} » : vos horaires s'affichent désormais, et ce texte devient une remarque à côté. "
                    + "S'il n'est plus vrai, cochez « Ce n'est plus le cas »."))
    ];

    private static bool Says(OpeningSchedule schedule, string text) => schedule.Comment?.Contains(text, StringComparison.Ordinal) == true;

    private static IEnumerable<SeasonDates> SeasonsOf(OpeningSchedule? schedule) =>
        EditableSchedule.Of(schedule?.Regular ?? []).Seasons.Select(season => season.Dates);

    private static string DaysOf(Weekdays days) =>
        days == Weekdays.All ? "tous les jours" : string.Join(", ", days.Enumerate().Select(day => WeekForm.DayNames[(int)day]));

    private GestureAnswer PerformOnForm(HoursForm form, string[] words)
    {
        switch (words)
        {
            case ["ajouter-saison"] when form.Seasons.Count < EditableSchedule.MaxSeasons:
                // Most of a season is as usual: what changes is typed over it.
                form.Seasons.Add(
                    new SeasonForm { Week = new WeekForm { Days = [.. form.Week.Days.Select(
                        day => day with { Slots = [.. day.Slots.Select(slot => slot with { })] })] } });
                return new(
                    FieldTagHelper.IdOf($"Form.Seasons[{form.Seasons.Count - 1}].From"), "Saison ajoutée, avec les horaires habituels.");
            case ["retirer-saison", var number] when int.TryParse(number, out var index) && index >= 0 && index < form.Seasons.Count:
                form.Seasons.RemoveAt(index);
                return new("ajouter-saison", "Saison supprimée.");
            case ["lire"]:
                return new("collage");
            case ["remplir"] when PastedHours.Read(form.Pasted ?? "").Schedule is { } pasted:
                var filled = HoursForm.Of(pasted, IsChannel);
                (form.Reception, form.Week, form.Seasons, form.Complete, form.Replace) =
                    (filled.Reception, filled.Week, filled.Seasons, [], false);
                (form.Basis, form.Pasted) = (form.Pasted, null);
                return new("rubrique", "Horaires repris dans le formulaire. Vérifiez-les, puis enregistrez.");
            default:
                return GestureAnswer.Nothing;
        }
    }

    private string Sentence(AdministrationDocument document)
    {
        var errors = new ModelStateDictionary();
        var schedule = new HoursWriter(errors, IsChannel).Write(ScheduleOf(document), Form);
        return errors.IsValid ? OpeningSummary.Of(schedule) + "." : "L'aperçu s'affichera quand tous les jours seront remplis, sans erreur.";
    }

    private OpeningSchedule? PublishedSchedule() =>
        Entry.Current?.Document is { } published && DocumentJson.Read(Entry.Kind, published) is AdministrationDocument document
            ? ScheduleOf(document)
            : null;
}
