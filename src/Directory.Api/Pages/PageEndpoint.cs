using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NodaTime.Extensions;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.Published;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>
/// Answers with pages as the API answers questions: from the picture of the moment, within the same allowances, and kept by proxies.
/// </summary>
internal sealed class PageEndpoint(
    PublishedDirectory directory, SchoolHolidays schools, Callers callers, Allowances allowances, Turnstile turnstile, TimeProvider clock,
    IOptions<PagesOptions> options)
{
    // « Ouvert » changes by the minute.
    private const string Kept = "public, max-age=60";

    // Style is ours, forms lead here, and nothing else is loaded or run.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>What all pages share.</summary>
    public PublicSite Site { get; } = new(options.Value.ServiceName, Stylesheet.Address, options.Value.PublicUrl);

    /// <summary>Makes a page and sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cost">What making it costs, in the units of the contract.</param>
    /// <param name="make">Makes it.</param>
    public Task AnswerAsync(HttpContext context, int cost, Func<Asked, PageAnswer> make) =>
        AnswerAsync(context, cost, waits: false, (asked, _) => ValueTask.FromResult(make(asked)));

    /// <summary>The same, of what may wait for the database.</summary>
    public async Task AnswerAsync(HttpContext context, int cost, bool waits, Func<Asked, Caller, ValueTask<PageAnswer>> make)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.Vary = HeaderNames.AcceptEncoding; // one line, compressed or not
        try
        {
            var caller = callers.Of(context.Request);
            using var admission = new Admission(context, caller, allowances, turnstile);
            admission.Count();
            var picture = directory.Current ?? throw HttpRefusal.NotReady();
            await admission.EnterAsync();
            await admission.AdmitAsync(cost, waits);
            var answer = await make(new Asked(picture, clock.GetCurrentInstant(), schools.Calendar, context.Request.Query), caller);
            admission.Dispose(); // sending an answer takes as long as its reader likes
            await SendAsync(context, answer);
        }
        catch (HttpRefusal refusal)
        {
            await refusal.WriteAsync(context);
        }
    }

    private async Task SendAsync(HttpContext context, PageAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.MovedTo is { } path)
        {
            response.Headers.Location =
                answer.Status == StatusCodes.Status301MovedPermanently ? path + context.Request.QueryString : path;
            return;
        }

        var page = answer.Write(Site);
        if (answer.Status == StatusCodes.Status200OK && AnswerCaching.IsKnown(context, Kept, page.Span))
        {
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            response.Headers.CacheControl = "no-store"; // what someone typed
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(page, context.RequestAborted);
        }
    }
}
