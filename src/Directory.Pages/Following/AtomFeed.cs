using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Following;

/// <summary>What a feed is of.</summary>
/// <param name="Title">« Mairie - Villeurbanne ».</param>
/// <param name="Path">Its own address.</param>
/// <param name="Page">The page that it goes with; null where there is none.</param>
public sealed record Feed(string Title, string Path, string? Page);

/// <summary>The services of a place, the last changed first, for programs that tell people what is new (Atom, RFC 4287).</summary>
public static class AtomFeed
{
    /// <summary>The most entries of a feed.</summary>
    public const int MostEntries = 50;

    /// <summary>Writes the feed.</summary>
    /// <param name="xml">Where.</param>
    /// <param name="site">The site, whose host is known: addresses of feeds are whole.</param>
    /// <param name="feed">What it is of.</param>
    /// <param name="administrations">In whatever order.</param>
    /// <param name="now">The moment: what has ended is not told.</param>
    public static void Write(HtmlWriter xml, PublicSite site, Feed feed, IEnumerable<AdministrationRecord> administrations, Instant now)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(administrations);
        var last = administrations.OrderByDescending(one => one.ChangedAt).ThenBy(one => one.Id).Take(MostEntries).ToList();
        var address = site.Address(feed.Path);
        xml.Write($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
            <id>{address}</id>
            <title>{feed.Title}</title>
            <updated>{At(last.Count > 0 ? last[0].ChangedAt : default)}</updated>
            <author><name>{site.Name}</name></author>
            <link rel="self" type="application/atom+xml" href="{address}"/>

            """);
        if (feed.Page is { } page)
        {
            xml.Write($"<link rel=\"alternate\" type=\"text/html\" href=\"{site.Address(page)}\"/>\n");
        }

        foreach (var one in last)
        {
            xml.Write($"""
                <entry>
                <id>urn:uuid:{one.Id.ToString()}</id>
                <title>{one.Name}</title>
                <updated>{At(one.ChangedAt)}</updated>
                <link rel="alternate" type="text/html" href="{site.Address(PageAddress.Of(one))}"/>
                <summary>{Summary(one, now)}</summary>
                </entry>

                """);
        }

        xml.Write($"</feed>\n");
    }

    // What is said to the public now.
    private static string Summary(AdministrationRecord one, Instant now)
    {
        IEnumerable<string> said = one.Notices
            .Where(notice => (notice.From is not { } from || from <= now) && (notice.Until is not { } until || until > now))
            .Select(notice => $"{notice.Title}.");
        var text = string.Join(' ', said);
        return text.Length > 0 ? text : $"Modifié le {FrenchText.Date(one.ChangedAt.InZone(Paris).Date)}.";
    }

    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private static string At(Instant at) => InstantPattern.General.Format(at);
}
