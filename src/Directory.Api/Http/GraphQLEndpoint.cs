using System.Buffers;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NodaTime;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Http;

/// <summary>
/// <c>/graphql</c>: queries by GET or POST, answered as GraphQL over HTTP asks; for a browser that wants a page, the IDE.
/// </summary>
/// <remarks>GraphQL over HTTP, draft of 2025: media types (§4), request (§5), response and status codes (§6).</remarks>
internal sealed class GraphQLEndpoint(
    GraphQLExecutor executor, PublishedDirectory directory, SchoolHolidays schools, TimeProvider clock, IOptions<GraphQLOptions> options)
{
    private const string ResponseJson = "application/graphql-response+json";
    private const string Json = "application/json";

    private readonly GraphQLOptions _options = options.Value;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;

        // The IDE and the two forms of an answer share one address.
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            if (_options.Ide && !request.Query.ContainsKey("query") && WantsPage(request))
            {
                GraphiQLPage.Write(context);
                return;
            }
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return;
        }

        if (Negotiate(request) is not { } mediaType)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        await AnswerAsync(context, mediaType);
    }

    private async Task AnswerAsync(HttpContext context, string mediaType)
    {
        RequestBody body;
        try
        {
            body = HttpMethods.IsPost(context.Request.Method)
                ? await ReadPostAsync(context.Request)
                : ReadGet(context.Request);
        }
        catch (HttpRefusal refusal)
        {
            await WriteErrorAsync(context, mediaType, refusal.StatusCode, refusal.Error);
            return;
        }
        catch (GraphQLException e)
        {
            await WriteErrorAsync(context, mediaType, StatusCodes.Status400BadRequest, e);
            return;
        }

        if (directory.Current is not { } picture)
        {
            context.Response.Headers.RetryAfter = "2";
            await WriteErrorAsync(
                context,
                mediaType,
                StatusCodes.Status503ServiceUnavailable,
                new GraphQLException("The directory is being loaded. Try again in a moment.", "NOT_READY"));
            return;
        }

        var output = new ArrayBufferWriter<byte>(4096);
        var outcome = await executor.ExecuteAsync(
            new GraphQLRequest(body.Query)
            {
                OperationName = body.OperationName,
                Variables = body.Variables,
                Context = new DirectoryRequest(picture, Instant.FromDateTimeOffset(clock.GetUtcNow()), schools.Calendar),
                QueryOnly = !HttpMethods.IsPost(context.Request.Method),
            },
            output,
            context.RequestAborted);
        await WriteAsync(context, mediaType, StatusOf(outcome, mediaType), output.WrittenMemory);
    }

    // application/json predates the specification: its clients expect 200 whenever the answer is GraphQL's.
    private static int StatusOf(ExecutionOutcome outcome, string mediaType) =>
        outcome.IsRequestError && mediaType == ResponseJson ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private async Task<RequestBody> ReadPostAsync(HttpRequest request)
    {
        // Forms and text/plain are what a foreign page can send without asking: refusing them is the CSRF guard.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new HttpRefusal(
                StatusCodes.Status415UnsupportedMediaType,
                "Send the request as JSON in UTF-8, with Content-Type: application/json.");
        }

        if (request.ContentLength > _options.MaxBodyBytes)
        {
            throw TooLarge();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(_options.MaxBodyBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, _options.MaxBodyBytes + 1),
                _options.MaxBodyBytes + 1,
                throwOnEndOfStream: false,
                request.HttpContext.RequestAborted);
            return length > _options.MaxBodyBytes
                ? throw TooLarge()
                : RequireQuery(RequestBody.Parse(buffer.AsSpan(0, length), _options.MaxBodyBytes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private HttpRefusal TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, $"The request body is larger than {_options.MaxBodyBytes} bytes.");

    private static RequestBody ReadGet(HttpRequest request)
    {
        var query = request.Query;
        return RequireQuery(new RequestBody(
            System.Text.Encoding.UTF8.GetBytes(query["query"].ToString()),
            query["operationName"].ToString() is { Length: > 0 } name ? name : null,
            ReadParameter(query["variables"].ToString(), "variables"),
            ReadParameter(query["extensions"].ToString(), "extensions")));
    }

    private static JsonElement ReadParameter(string text, string name)
    {
        if (text.Length == 0)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null
                ? document.RootElement.Clone()
                : throw new HttpRefusal(StatusCodes.Status400BadRequest, $"\"{name}\" must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new HttpRefusal(StatusCodes.Status400BadRequest, $"\"{name}\" is not JSON.");
        }
    }

    private static RequestBody RequireQuery(RequestBody body) => body.Query.IsEmpty
        ? throw new HttpRefusal(StatusCodes.Status400BadRequest, "The request has no \"query\".")
        : body;

    // The best of what the client accepts; null when it accepts neither of ours.
    private static string? Negotiate(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return Json;
        }

        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1).Where(type => type.Quality is not 0))
        {
            if (type.MediaType.Equals(ResponseJson, StringComparison.OrdinalIgnoreCase))
            {
                return ResponseJson;
            }

            if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes
                || (type.MatchesAllSubTypes && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
            {
                return Json;
            }
        }

        return null;
    }

    private static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task WriteErrorAsync(HttpContext context, string mediaType, int statusCode, GraphQLException error)
    {
        var output = new ArrayBufferWriter<byte>();
        ResponseWriter.WriteRequestErrors([new GraphQLError(error.Message, error.Code)], output);
        return WriteAsync(context, mediaType, statusCode, output.WrittenMemory);
    }

    private static async Task WriteAsync(
        HttpContext context, string mediaType, int statusCode, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = $"{mediaType}; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }
}

/// <summary>A request that HTTP already refuses.</summary>
internal sealed class HttpRefusal(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public GraphQLException Error => new(Message, ErrorCodes.BadRequest);
}
