using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>
/// The hours of one contact channel. The address says its place in the list; the form says which one it is, for the list may change
/// meanwhile.
/// </summary>
internal sealed class HorairesContactModel(EntryDesk desk) : HoursPageModel(desk)
{
    private string _key = "";
    private string _name = "";
    private int _index;

    public override Section Section => new(
        $"contacts/{_index.ToString(CultureInfo.InvariantCulture)}/horaires", $"Horaires de {_name}", "channels");

    public override bool IsChannel => true;

    private protected override Section InMenu => Sections.Contacts;

    protected override string TypedKey => "contacts:" + _key;

    private protected override IActionResult? Begin()
    {
        var channels = (Entry.Document as AdministrationDocument)?.Channels ?? [];
        _index =
            int.TryParse(RouteData.Values["index"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
        if (HttpMethods.IsPost(Request.Method))
        {
            _index = channels.ToList().FindIndex(channel => ChannelHours.KeyOf(channel) == Form.Channel);
            if (_index < 0)
            {
                return this.Refuse(new Refusal(
                    "CHANNEL_GONE",
                    "Ce contact a été modifié ou retiré depuis que vous avez ouvert cette page : revenez à la rubrique « Contacts »."));
            }
        }

        if (_index < 0 || _index >= channels.Count)
        {
            return NotFound();
        }

        (_key, _name) = (ChannelHours.KeyOf(channels[_index]), ChannelHours.NameOf(channels[_index]));
        return null;
    }

    protected override HoursForm Read(AdministrationDocument document) => base.Read(document) with { Channel = _key };

    protected override OpeningSchedule? ScheduleOf(AdministrationDocument document) =>
        document.Channels.FirstOrDefault(IsThis)?.OpeningHours;

    protected override AdministrationDocument WithSchedule(AdministrationDocument document, OpeningSchedule? schedule) => document with
    {
        Channels = [.. document.Channels.Select(channel => IsThis(channel) ? channel with { OpeningHours = schedule } : channel)],
    };

    protected override bool Concerns(string path) =>
        path.StartsWith($"channels[{_index.ToString(CultureInfo.InvariantCulture)}].openingHours", StringComparison.Ordinal);

    protected override string PathAfter(bool continues) => continues ? Sections.Contacts.PathOf(Entry.EntryId) : base.PathAfter(false);

    private bool IsThis(ContactChannel channel) => ChannelHours.KeyOf(channel) == _key;
}
