using System.Globalization;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.Published;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>Answers with pages as the API answers questions: from the picture of the moment, within the same allowances, and kept by proxies.</summary>
internal sealed class PageEndpoint(
    PublishedDirectory directory, SchoolHolidays schools, Callers callers, Allowances allowances, Turnstile turnstile, TimeProvider clock,
    IOptions<PagesOptions> options)
{
    // « Ouvert » changes by the minute.
    private const string Kept = "public, max-age=60";

    // Style is ours, forms lead here, and nothing else is loaded or run.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly PublicSite _site = new(options.Value.ServiceName, Stylesheet.Address, options.Value.PublicUrl);

    /// <summary>Makes a page and sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cost">What making it costs, in the units of the contract.</param>
    /// <param name="make">Makes it.</param>
    public async Task AnswerAsync(HttpContext context, int cost, Func<Asked, PageAnswer> make)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        try
        {
            using var admission = new Admission(context, callers.Of(context.Request), allowances, turnstile);
            admission.Count();
            if (directory.Current is not { } picture)
            {
                throw new HttpRefusal(
                    StatusCodes.Status503ServiceUnavailable, "L'annuaire est en cours de chargement : réessayez dans un instant.", "NOT_READY")
                {
                    RetryAfter = TimeSpan.FromSeconds(2),
                };
            }

            await admission.EnterAsync();
            await admission.AdmitAsync(cost, waits: false);
            var answer = make(new Asked(picture, clock.GetCurrentInstant(), schools.Calendar, context.Request.Query));
            admission.Dispose();
            await SendAsync(context, answer);
        }
        catch (HttpRefusal refusal)
        {
            if (refusal.RetryAfter is { } wait)
            {
                response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            response.StatusCode = refusal.StatusCode;
            await response.WriteAsync(refusal.Message);
        }
    }

    private async Task SendAsync(HttpContext context, PageAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.MovedTo is { } path)
        {
            response.Headers.Location = path + context.Request.QueryString;
            return;
        }

        var page = answer.Write(_site);
        if (answer.Status == StatusCodes.Status200OK && AnswerCaching.IsKnown(context, Kept, page.Span))
        {
            return;
        }

        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(page, context.RequestAborted);
        }
    }
}
