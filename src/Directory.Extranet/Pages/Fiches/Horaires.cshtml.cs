using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;

namespace PublicDirectory.Extranet.Pages;

internal sealed class HorairesModel(EntryDesk desk) : HoursPageModel(desk)
{
    public override Section Section => Sections.Hours;

    public override bool IsChannel => false;

    public override IReadOnlyList<(string Label, string Path)> Phones =>
    [
        .. ((AdministrationDocument)Entry.Document!).Channels.Index()
            .Where(channel => channel.Item.Kind is ChannelKind.Phone)
            .Select(channel => (ChannelHours.NameOf(channel.Item), ChannelHours.PathOf(Entry.EntryId, channel.Index))),
    ];

    protected override OpeningSchedule? ScheduleOf(AdministrationDocument document) => document.OpeningHours;

    protected override AdministrationDocument WithSchedule(AdministrationDocument document, OpeningSchedule? schedule) =>
        document with { OpeningHours = schedule };

    // Exceptional dates have a page of their own.
    protected override bool Concerns(string path) =>
        path.StartsWith("openingHours", StringComparison.Ordinal) && !path.StartsWith("openingHours.exceptional", StringComparison.Ordinal);

    protected override string FieldOf(string path) => path == "openingHours.comment" ? "Form.Comment" : "";
}
