using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Pages.Administrations;

/// <summary>What an article needs beside the administration.</summary>
/// <param name="Now">The moment of which it tells.</param>
/// <param name="Schools">The school holidays; null where they are not known.</param>
/// <param name="Others">Messages that concern the administration among others, in force or not.</param>
/// <param name="Point">Where it stands, where that is believed; null for none.</param>
/// <param name="Heading">The level of the name's heading, 1 to 5; those of its parts follow.</param>
/// <param name="WithName">Whether the name heads the article; false where the page around it says it.</param>
public sealed record ArticleContext(
    Instant Now, SchoolCalendar? Schools, IReadOnlyList<NoticeView> Others, GeoPoint? Point, int Heading = 1, bool WithName = true)
{
    /// <summary>The level of the headings of its parts.</summary>
    internal int Part => WithName ? Heading + 1 : Heading;
}

/// <summary>An administration in its place, at the moment of which is told.</summary>
internal sealed record Reader(AdministrationRecord Administration, ArticleContext Context)
{
    public TerritorialCalendar? Calendar { get; } = TerritorialCalendar.ForInseeCode(Administration.Commune?.Value);

    public DateTimeZone Zone => Calendar?.TimeZone ?? DateTimeZone.Utc;

    public LocalDate Today => Context.Now.InZone(Zone).Date;
}
