using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Html;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Pages.Administrations;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Extranet.Editing;

/// <summary>The school holidays that are known.</summary>
/// <param name="Calendar">Null where none are.</param>
internal sealed record KnownSchools(SchoolCalendar? Calendar);

/// <summary>An entry as usagers read it, or would: drawn by what draws public pages.</summary>
internal sealed class UsagerView(KnownSchools schools)
{
    /// <summary>Null for the kinds of which no page is drawn.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="document">What is published, or would be.</param>
    /// <param name="now">The moment of which it tells.</param>
    public IHtmlContent? Of(Guid id, EntryDocument? document, Instant now)
    {
        if (document is not AdministrationDocument administration)
        {
            return null;
        }

        var version = new PublishedVersion(0, id, EntryKind.Administration, 1, null, PublicationPath.Standard, now, now);
        var bytes = new ArrayBufferWriter<byte>();
        var record = new AdministrationEncoder().Encode(version, administration);
        AdministrationArticle.Write(
            new HtmlWriter(bytes), record,
            new ArticleContext(now, schools.Calendar, Others: [], record.Location, Heading: 2, WithName: false));
        return new HtmlString(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }
}
