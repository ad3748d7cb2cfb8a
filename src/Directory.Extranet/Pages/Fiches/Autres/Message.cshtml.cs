using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A message, as typed.</summary>
public sealed record MessageForm
{
    public string? Level { get; set; }

    public string? Title { get; set; }

    public string? Body { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }
}

internal sealed class MessageModel(EntryDesk desk) : SectionPageModel<NoticeDocument, MessageForm>(desk)
{
    // A message of the whole country may stand for longer than a closure.
    private const int LongestDays = 731;

    private readonly EntryDesk _desk = desk;

    public static readonly IReadOnlyList<Choice> LevelChoices =
    [
        new(nameof(NoticeLevel.Info), "Information", "Bon à savoir."),
        new(nameof(NoticeLevel.Warning), "Attention", "À savoir avant de venir."),
        new(nameof(NoticeLevel.Urgent), "Urgent", "Un imprévu."),
    ];

    public override Section Section => Sections.Message;

    protected override MessageForm Read(NoticeDocument document) => new()
    {
        Level = document.Level.ToString(),
        Title = document.Title,
        Body = document.Body,
        From = TypedMoment.Show(document.From),
        Until = TypedMoment.Show(document.Until),
    };

    protected override NoticeDocument Write(NoticeDocument document, MessageForm form) => document with
    {
        Level = Enum.TryParse<NoticeLevel>(form.Level, out var level) ? level : (NoticeLevel)(-1),
        Title = Typed.Line(form.Title, document.Title) ?? "",
        Body = Typed.Lines(form.Body, document.Body),
        From = Moment(form.From, document.From, "Form.From"),
        Until = Moment(form.Until, document.Until, "Form.Until"),
    };

    protected override IReadOnlyList<FormWarning> Warn(NoticeDocument saved, NoticeDocument changed) =>
        (saved.From, saved.Until) == (changed.From, changed.Until)
            ? []
            : DateDoubts.Of(
                TypedMoment.DayOf(changed.From), TypedMoment.DayOf(changed.Until), TypedMoment.DayOf(_desk.Now)!.Value, LongestDays);

    protected override string FieldOf(string path) => path switch
    {
        "level" => "Form.Level",
        "title" => "Form.Title",
        "body" => "Form.Body",
        "from" => "Form.From",
        _ => "Form.Until",
    };

    private Instant? Moment(string? typed, Instant? before, string field)
    {
        if (!TypedMoment.TryRead(typed, before, out var at))
        {
            ModelState.AddModelError(field, "Saisissez une date et une heure, par exemple 31/12/2026 17:00.");
        }

        return at;
    }
}
