using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using NodaTime.Extensions;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Formats;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Http;

/// <summary>
/// <c>/guichets/{id}.ics</c>: the hours of one reception as a calendar to which a telephone or a calendar program subscribes, from today
/// on.
/// </summary>
internal sealed class CalendarEndpoint(
    PublishedDirectory directory, SchoolHolidays schools, Callers callers, Allowances allowances, Turnstile turnstile, TimeProvider clock)
{
    // What the same days cost by the field iCalendar.
    private const int Cost = 6 * OpeningHoursFields.MaxDays;

    private const string Caching = "public, max-age=3600";

    public static void Map(WebApplication app) =>
        app.MapMethods("/guichets/{id:guid}.ics", Methods.Read, app.Services.GetRequiredService<CalendarEndpoint>().HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        try
        {
            using var admission = new Admission(context, callers.Of(context.Request), allowances, turnstile);
            admission.Count();
            await admission.EnterAsync();
            await admission.AdmitAsync(Cost, waits: false);
            var calendar = Write(Guid.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture));
            admission.Dispose(); // sending an answer takes as long as its reader likes
            await SendAsync(context, calendar);
        }
        catch (HttpRefusal refusal)
        {
            await refusal.WriteAsync(context);
        }
    }

    private static async Task SendAsync(HttpContext context, byte[] calendar)
    {
        if (AnswerCaching.IsKnown(context, Caching, calendar))
        {
            return;
        }

        context.Response.ContentType = "text/calendar; charset=utf-8";
        context.Response.Headers.ContentDisposition = "inline; filename=\"horaires.ics\"";
        context.Response.ContentLength = calendar.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.BodyWriter.WriteAsync(calendar, context.RequestAborted);
        }
    }

    private byte[] Write(Guid id)
    {
        var picture = directory.Current ?? throw HttpRefusal.NotReady();
        var found = picture.Find(id) ?? throw NotFound("Aucun guichet n'est publié sous cet identifiant.");
        return Write(found) is { } text ? Encoding.UTF8.GetBytes(text) : throw NotFound("Les horaires de ce guichet ne sont pas connus.");
    }

    private string? Write(AdministrationRecord found)
    {
        if (found.OpeningHours is not { } hours || TerritorialCalendar.ForInseeCode(found.Commune?.Value) is not { } territory)
        {
            return null;
        }

        var today = clock.GetCurrentInstant().InZone(territory.TimeZone).Date;
        return OpeningICalendar.Write(
            OpeningCalendar.Days(hours.ToRules(), territory, today, OpeningHoursFields.MaxDays, schools.Calendar), territory,
            found.Name.ToString(),
            found.Id.ToString(), found.PublishedAt);
    }

    private static HttpRefusal NotFound(string message) => new(StatusCodes.Status404NotFound, message);
}
