using System.Buffers;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>What a page is made from: one picture, one moment.</summary>
/// <param name="Picture">The directory.</param>
/// <param name="Now">The moment of which it tells.</param>
/// <param name="Schools">The school holidays; null where they are not known.</param>
/// <param name="Query">What the address asks.</param>
internal sealed record Asked(Picture Picture, NodaTime.Instant Now, SchoolCalendar? Schools, IQueryCollection Query)
{
    /// <summary>A value of the address, without what surrounds it; null for none.</summary>
    public string? Text(string name) => Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>What is answered: a page, or where to go instead.</summary>
internal sealed record PageAnswer
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>The head of the page; null for what is none, and where <see cref="MovedTo"/> says where to go.</summary>
    public PageHead? Head { get; private init; }

    /// <summary>Writes what the page says.</summary>
    public Action<HtmlWriter>? Main { get; private init; }

    /// <summary>The media type.</summary>
    public string ContentType { get; private init; } = Html;

    /// <summary>The HTTP status.</summary>
    public int Status { get; private init; } = StatusCodes.Status200OK;

    /// <summary>The address that has what was asked for, for good.</summary>
    public string? MovedTo { get; private init; }

    public static PageAnswer Of(PageHead head, Action<HtmlWriter> main) => new() { Head = head, Main = main };

    /// <summary>Something else than a page, for programs.</summary>
    public static PageAnswer Of(string contentType, Action<HtmlWriter> content) => new() { ContentType = contentType, Main = content };

    public static PageAnswer Moved(string path) => new() { MovedTo = path, Status = StatusCodes.Status301MovedPermanently };

    /// <summary>What was sent was taken in: what came of it is there.</summary>
    public static PageAnswer Done(string path) => new() { MovedTo = path, Status = StatusCodes.Status303SeeOther };

    /// <summary>A form once more, with what to mend in it.</summary>
    public static PageAnswer Again(int status, PageHead head, Action<HtmlWriter> main) =>
        new() { Head = head, Main = main, Status = status };

    /// <summary>There is nothing at the address.</summary>
    public static PageAnswer Missing(string path) => Nothing(
        StatusCodes.Status404NotFound, path, "Page introuvable", "Il n'y a rien à cette adresse. Elle est peut-être mal copiée.");

    /// <summary>There was something, and it was taken away.</summary>
    public static PageAnswer Gone(string path) => Nothing(
        StatusCodes.Status410Gone, path, "Cette fiche a été retirée",
        "Ce service n'est plus dans l'annuaire. Cherchez celui qui l'a remplacé.");

    /// <summary>What was asked cannot be answered.</summary>
    public static PageAnswer Refused(string path, string message) =>
        Nothing(StatusCodes.Status400BadRequest, path, "Demande incomprise", message);

    /// <summary>The whole page.</summary>
    public ReadOnlyMemory<byte> Write(PublicSite site)
    {
        var bytes = new ArrayBufferWriter<byte>(8 << 10);
        if (Head is { } head)
        {
            SiteFrame.Write(new HtmlWriter(bytes), site, head, Main!);
        }
        else
        {
            Main!(new HtmlWriter(bytes));
        }

        return bytes.WrittenMemory;
    }

    private static PageAnswer Nothing(int status, string path, string title, string sentence) => new()
    {
        Status = status,
        Head = new PageHead(title, path, IsIndexed: false),
        Main = html => html.Write($"<h1>{title}</h1><p>{sentence}</p><p><a href=\"/\">Chercher un service</a></p>"),
    };
}
