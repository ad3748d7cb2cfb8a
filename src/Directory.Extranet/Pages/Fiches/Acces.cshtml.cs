using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed about the access.</summary>
public sealed record AccessForm
{
    public string? Wheelchair { get; set; }

    public string? SignLanguage { get; set; }

    public string? Note { get; set; }

    public List<PeakRow> Peaks { get; set; } = [];
}

internal sealed class AccesModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, AccessForm>(desk)
{
    public static readonly IReadOnlyList<Choice> WheelchairChoices =
    [
        new(nameof(WheelchairAccess.Full), "Oui, sans aide"),
        new(nameof(WheelchairAccess.Partial), "Oui, avec une aide ou sur demande"),
        new(nameof(WheelchairAccess.None), "Non"),
        new(nameof(WheelchairAccess.Unknown), "Je ne sais pas"),
    ];

    public static readonly IReadOnlyList<Choice> SignLanguageChoices = [new("oui", "Oui"), new("non", "Non"), new("", "Je ne sais pas")];

    public static readonly IReadOnlyList<Choice> DayChoices =
        [.. Weekdays.All.Enumerate().Select(day => new Choice(((int)day).ToString(CultureInfo.InvariantCulture), FrenchText.Day(day)))];

    public static readonly IReadOnlyList<Choice> LevelChoices =
    [
        new(nameof(PeakLevel.Low), "Peu d'attente"), new(nameof(PeakLevel.Medium), "Attente moyenne"), new(
            nameof(PeakLevel.High), "Longue attente"),
    ];

    public override Section Section => Sections.Access;

    protected override AccessForm Read(AdministrationDocument document) => new()
    {
        Wheelchair = (document.Accessibility?.Wheelchair ?? WheelchairAccess.Unknown).ToString(),
        SignLanguage = document.Accessibility?.SignLanguage switch { true => "oui", false => "non", _ => "" },
        Note = document.Accessibility?.Note,
        Peaks = [.. document.PeakTimes.Select(PeakRow.Of)],
    };

    protected override AdministrationDocument Write(AdministrationDocument document, AccessForm form)
    {
        if (!Enum.TryParse<WheelchairAccess>(form.Wheelchair, out var wheelchair) || !Enum.IsDefined(wheelchair))
        {
            ModelState.AddModelError("Form.Wheelchair", "Choisissez une des réponses sur l'accès en fauteuil roulant.");
        }

        bool? signs = form.SignLanguage switch { "oui" => true, "non" => false, _ => null };
        var before = document.Accessibility;
        var note = Typed.Lines(form.Note, before?.Note);
        form.Peaks.RemoveAll(row => row.IsBlank);
        return document with
        {
            // « Nobody knows » is said by saying nothing, or as the document said it.
            Accessibility = before is not null
                && wheelchair == before.Wheelchair
                && signs == before.SignLanguage
                && note == before.Note ? before
                : wheelchair is WheelchairAccess.Unknown && signs is null && note is null ? null
                : new Accessibility { Wheelchair = wheelchair, SignLanguage = signs, Note = note },
            PeakTimes = [.. form.Peaks.Select((row, index) => row.Write(
                (property, message) => ModelState.AddModelError($"{Field(index)}.{property}", message)))],
        };
    }

    protected override string FieldOf(string path) =>
        path == "accessibility.note" ? "Form.Note"
        : path.StartsWith("peakTimes[", StringComparison.Ordinal) && path.IndexOf("].", StringComparison.Ordinal) is var end and > 0
            ? $"Form.Peaks{path["peakTimes".Length..(end + 1)]}." + path[(end + 2)..] switch
            {
                "days" => nameof(PeakRow.Days),
                "level" => nameof(PeakRow.Level),
                _ => nameof(PeakRow.To),
            }
        : "";

    protected override string? Perform(AccessForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        var row = asked.On(form.Peaks, () => new PeakRow { Level = nameof(PeakLevel.High) });
        if (asked.Verb == RowGesture.Remove)
        {
            TempData.Say("Période retirée.");
        }

        return asked.Focus(row, index => FieldTagHelper.IdOf($"{Field(index)}.{nameof(PeakRow.Days)}"));
    }

    private static string Field(int index) => string.Create(CultureInfo.InvariantCulture, $"Form.Peaks[{index}]");
}
