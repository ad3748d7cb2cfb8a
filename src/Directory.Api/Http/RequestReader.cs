using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Execution;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Http;

/// <summary>Reads a GraphQL request from HTTP, within bounds, whatever is sent.</summary>
/// <remarks>GraphQL over HTTP, draft of 2025, §5.</remarks>
internal sealed class RequestReader(IOptions<GraphQLOptions> options)
{
    private readonly int _maxBytes = options.Value.MaxBodyBytes;
    private readonly int _maxBatch = options.Value.MaxBatch;

    /// <summary>The requests in the body: one, unless it is an array.</summary>
    /// <param name="request">Where it comes from.</param>
    /// <param name="onBytes">Told how many bytes came, before anything is made of them.</param>
    /// <exception cref="HttpRefusal">It is not JSON in UTF-8 (415), too large (413) or cannot be read (400).</exception>
    /// <exception cref="GraphQLEngine.Language.GraphQLException">It is not a GraphQL request.</exception>
    public async Task<RequestBatch> ReadPostAsync(HttpRequest request, Action<int> onBytes)
    {
        RequireJson(request);
        if (request.ContentLength > _maxBytes)
        {
            throw TooLarge();
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = _maxBytes; // for bodies that do not say how long they are
        }

        // A byte more than there may be, to see that there is no more.
        var room = 1 + (request.Headers.ContentEncoding.Count == 0 && request.ContentLength is { } said ? (int)said : _maxBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(room);
        try
        {
            var length = await ReadAsync(request, buffer.AsMemory(0, room));
            onBytes(length);
            return length > _maxBytes ? throw TooLarge() : RequestBatch.Parse(buffer.AsSpan(0, length), _maxBytes, _maxBatch);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The request in the parameters of the address.</summary>
    /// <exception cref="HttpRefusal">A parameter is not JSON (400).</exception>
    public static RequestBatch ReadGet(HttpRequest request)
    {
        var query = request.Query;
        return new RequestBatch(new RequestBody(
            Encoding.UTF8.GetBytes(query["query"].ToString()),
            NullIfEmpty(query["operationName"].ToString()),
            ReadParameter(query["variables"].ToString(), "variables"),
            ReadParameter(query["extensions"].ToString(), "extensions"))
        {
            DocumentId = NullIfEmpty(query["documentId"].ToString()),
        });
    }

    private async Task<int> ReadAsync(HttpRequest request, Memory<byte> target)
    {
        try
        {
            await using var body = Decompressed(request);
            return await body.ReadAtLeastAsync(
                target, target.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (BadHttpRequestException e)
        {
            throw new HttpRefusal(e.StatusCode, "The body did not come: it was too slow, or broken off.");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException) // the latter is how Brotli says it
        {
            throw new HttpRefusal(
                StatusCodes.Status400BadRequest, $"The body is not what \"Content-Encoding: {request.Headers.ContentEncoding}\" says.");
        }
    }

    // Only as much is decompressed as a body may have, so a small body that grows without end costs no more than a large one.
    private static Stream Decompressed(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new HttpRefusal(
            StatusCodes.Status415UnsupportedMediaType, "Send the body plain, or compressed once with gzip, br or deflate."),
    };

    // Forms and text/plain are what a foreign page can send without asking: refusing them is the CSRF guard.
    private static void RequireJson(HttpRequest request)
    {
        if (request.ContentType == MediaTypes.Json)
        {
            return; // what nearly all send
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new HttpRefusal(
                StatusCodes.Status415UnsupportedMediaType,
                "Send the request as JSON in UTF-8, with Content-Type: application/json.");
        }
    }

    private HttpRefusal TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, $"The request body is larger than {_maxBytes} bytes. Send less, or in several requests.");

    private static JsonElement ReadParameter(string text, string name)
    {
        if (text.Length == 0)
        {
            return default;
        }

        WholeCharacters.Require(Encoding.UTF8.GetBytes(text));
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

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
