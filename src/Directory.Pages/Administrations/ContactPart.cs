using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Administrations;

/// <summary>The public's channels, with what is particular to each.</summary>
internal static class ContactPart
{
    public static void Write(HtmlWriter html, Reader reader)
    {
        var channels = reader.Administration.Channels.Where(channel => channel.Audience is ChannelAudience.Public).ToList();
        if (channels.Count == 0)
        {
            return;
        }

        html.Write($"<section><h{reader.Context.Part}>Contacts</h{reader.Context.Part}><dl class=\"guichet__contacts\">");
        foreach (var channel in channels)
        {
            html.Write($"<dt>{(channel.Label.IsNull ? ChannelNames.Of(channel.Kind) : channel.Label.ToString())}</dt><dd>");
            var shown =
                channel.Kind is ChannelKind.Phone or ChannelKind.Fax
                    ? PhoneNumber.Shown(channel.Value.ToString())
                    : channel.Value.ToString();
            if (channel.Href is { } href)
            {
                html.Write($"<a href=\"{href}\">{shown}</a>");
            }
            else
            {
                html.Write($"{shown}");
            }

            foreach (var remark in Remarks(channel))
            {
                html.Write($"<span class=\"guichet__reason\">{remark}</span>");
            }

            html.Write($"</dd>");
        }

        html.Write($"</dl></section>");
    }

    private static IEnumerable<string> Remarks(ChannelView channel)
    {
        if (channel.OpeningHours is { } hours)
        {
            yield return hours.Summary.ToString();
        }

        if (channel.Cost.AsString() is { } cost)
        {
            yield return cost;
        }

        if (channel.AnswersWithin.AsString() is { } within)
        {
            yield return $"Réponse sous {(within is ['P', .. var days, 'D'] ? $"{days} jours" : within)}";
        }

        if (channel.Accessible is true)
        {
            yield return "Accessible aux personnes sourdes ou malentendantes";
        }
    }
}
