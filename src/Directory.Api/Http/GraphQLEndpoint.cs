using System.Buffers;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NodaTime.Extensions;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Http;

/// <summary>
/// <c>/graphql</c>: queries by GET or POST, answered as GraphQL over HTTP asks; for a browser that wants a page, the IDE.
/// </summary>
/// <remarks>GraphQL over HTTP, draft of 2025: media types (§4), request (§5), response and status codes (§6).</remarks>
internal sealed class GraphQLEndpoint(
    GraphQLExecutor executor,
    PublishedDirectory directory,
    EntryHistory history,
    CompetenceGaps gaps,
    SchoolHolidays schools,
    IssueReportDesk reports,
    RequestReader reader,
    Callers callers,
    Allowances allowances,
    Turnstile turnstile,
    TimeProvider clock,
    IOptions<GraphQLOptions> options)
{
    /// <summary>Header by which a caller asks for <c>cost</c> and <c>deprecations</c> in the answer's <c>extensions</c>.</summary>
    public const string ReportHeader = "GraphQL-Report";

    // One line of it: proxies keep the last where there are two. Compression adds its own where it is not named.
    private const string Vary = $"Accept, Accept-Encoding, Authorization, {ReportHeader}";

    private readonly bool _ide = options.Value.Ide;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;

        // The IDE and the two forms of an answer share one address; a key and a wish for a report change the answer.
        context.Response.Headers.Vary = Vary;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            if (_ide && !AsksSomething(request.Query) && WantsPage(request))
            {
                GraphiQLPage.Write(context);
                return;
            }
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await WriteErrorAsync(
                context,
                MediaTypes.Json,
                StatusCodes.Status405MethodNotAllowed,
                new GraphQLException("Send it by GET or POST.", ErrorCodes.MethodNotAllowed));
            return;
        }

        if (MediaTypes.Negotiate(request.Headers.Accept) is not { } mediaType)
        {
            await WriteErrorAsync(
                context,
                MediaTypes.Json,
                StatusCodes.Status406NotAcceptable,
                new GraphQLException(
                    $"Answers are {MediaTypes.ResponseJson} or {MediaTypes.Json}: \"Accept\" must name one.", "NOT_ACCEPTABLE"));
            return;
        }

        try
        {
            await AnswerAsync(context, mediaType);
        }
        catch (HttpRefusal refusal)
        {
            refusal.SayWhenToComeBack(context.Response);
            await WriteErrorAsync(context, mediaType, refusal.StatusCode, refusal.Error);
        }
        catch (GraphQLException e)
        {
            await WriteErrorAsync(context, mediaType, StatusCodes.Status400BadRequest, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, string mediaType)
    {
        // Whoever brings a wrong key or a broken body is counted all the same, and before.
        var caller = callers.Of(context.Request);
        using var admission = new Admission(context, caller, allowances, turnstile);
        admission.Count();
        Callers.RequireKnown(caller);
        var batch = HttpMethods.IsPost(context.Request.Method)
            ? await reader.ReadPostAsync(context.Request, admission.CountBody)
            : RequestReader.ReadGet(context.Request);
        var picture = directory.Current ?? throw HttpRefusal.NotReady();
        using var output = new ResponseBuffer();
        var read = new DirectoryRequest(picture, clock.GetCurrentInstant(), history, gaps, schools.Calendar)
        {
            Caller = caller,
            Reports = reports,
        };
        await admission.EnterAsync();
        if (batch.IsArray)
        {
            await ExecuteAllAsync(context, batch.Requests, read, admission, output);
            admission.Dispose();
            await WriteAsync(context, mediaType, StatusCodes.Status200OK, output.Written);
            return;
        }

        var outcome = await ExecuteAsync(context, batch.Requests[0], read, caller.CostBudget, admission, output);
        admission.Dispose(); // sending an answer takes as long as its reader likes
        if (HttpMethods.IsPost(context.Request.Method)
            || !AnswerCaching.IsKnown(context, in outcome, output.Written.Span))
        {
            var status = StatusOf(outcome, mediaType);
            if (status == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.Headers.Allow = HttpMethods.Post;
            }

            await WriteAsync(context, mediaType, status, output.Written);
        }
    }

    // One after the other, out of one budget and from one picture, so that an array gains nothing but the round trips.
    private async Task ExecuteAllAsync(
        HttpContext context, IReadOnlyList<RequestBody> bodies, DirectoryRequest read, Admission admission, ResponseBuffer output)
    {
        var budget = read.Caller.CostBudget;
        for (var i = 0; i < bodies.Count; i++)
        {
            output.Write(i == 0 ? "["u8 : ","u8);
            var outcome = await ExecuteAsync(context, bodies[i], read, budget, admission, output);
            budget = Math.Max(0, budget - outcome.Cost);
        }

        output.Write("]"u8);
    }

    private async ValueTask<ExecutionOutcome> ExecuteAsync(
        HttpContext context, RequestBody body, DirectoryRequest read, int budget, Admission admission, ResponseBuffer output)
    {
        var hash = body.ReadPersistedHash();
        if (body.Query.IsEmpty && hash is null && body.DocumentId is null)
        {
            throw new HttpRefusal(StatusCodes.Status400BadRequest, "The request has no \"query\".");
        }

        var report = context.Request.Headers[ReportHeader].ToString();
        var before = output.Written.Length;
        var outcome = await executor.ExecuteAsync(
            new GraphQLRequest(body.Query)
            {
                OperationName = body.OperationName,
                Variables = body.Variables,
                DocumentId = body.DocumentId,
                PersistedHash = hash,
                Context = read,
                CostBudget = budget,
                Admit = admission.AdmitAsync,
                ReportCost = report.Contains("cost", StringComparison.OrdinalIgnoreCase),
                ReportDeprecations = report.Contains("deprecations", StringComparison.OrdinalIgnoreCase),
                QueryOnly = !HttpMethods.IsPost(context.Request.Method),
            },
            output,
            context.RequestAborted);
        admission.Settle(in outcome, body.Query.Length, output.Written.Length - before);
        return outcome;
    }

    // application/json predates the specification: its clients expect 200 whenever the answer is GraphQL's. By a wrong method it is none.
    private static int StatusOf(ExecutionOutcome outcome, string mediaType) =>
        outcome is { IsRequestError: true, Errors: [{ Code: ErrorCodes.MethodNotAllowed }] } ? StatusCodes.Status405MethodNotAllowed
        : outcome.IsRequestError && mediaType == MediaTypes.ResponseJson ? StatusCodes.Status400BadRequest
        : StatusCodes.Status200OK;

    private static bool AsksSomething(IQueryCollection query) =>
        query.ContainsKey("query") || query.ContainsKey("extensions") || query.ContainsKey("documentId");

    private static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task WriteErrorAsync(HttpContext context, string mediaType, int statusCode, GraphQLException error)
    {
        var output = new ArrayBufferWriter<byte>();
        ResponseWriter.WriteRequestErrors([new GraphQLError(error.Message, error.Code) { Extensions = error.Extensions }], output);
        return WriteAsync(context, mediaType, statusCode, output.WrittenMemory);
    }

    private static async Task WriteAsync(
        HttpContext context, string mediaType, int statusCode, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = MediaTypes.InUtf8(mediaType);
        response.ContentLength = body.Length;
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }
}
