using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>The requests of one HTTP body: a single one, or a JSON array of them for hosts that allow arrays.</summary>
/// <param name="Requests">In their order; never empty.</param>
/// <param name="IsArray">Whether they came as an array, and are answered as one.</param>
public readonly record struct RequestBatch(IReadOnlyList<RequestBody> Requests, bool IsArray)
{
    /// <summary>A single request.</summary>
    public RequestBatch(RequestBody request)
        : this([request], IsArray: false)
    {
    }

    /// <summary>Reads a request or, where <paramref name="maxRequests"/> is above 1, an array of up to so many.</summary>
    /// <exception cref="GraphQLException">
    /// The body is too large, not JSON, an array where none is allowed, empty or too long, or one of the requests is wrong.
    /// </exception>
    public static RequestBatch Parse(ReadOnlySpan<byte> json, int maxBytes, int maxRequests)
    {
        var first = json.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || json[first] != (byte)'[')
        {
            return new RequestBatch(RequestBody.Parse(json, maxBytes));
        }

        if (maxRequests <= 1)
        {
            throw new GraphQLException(
                "The request body must be a JSON object: arrays of requests are not accepted here. Send them one by one.",
                ErrorCodes.BatchLimit,
                Limits.Exceeded(1));
        }

        return new RequestBatch(ReadArray(json, maxBytes, maxRequests), IsArray: true);
    }

    private static List<RequestBody> ReadArray(ReadOnlySpan<byte> json, int maxBytes, int maxRequests)
    {
        RequestBody.RequireSize(json, maxBytes);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RequestBody.MaxDepth + 1 });
            var requests = new List<RequestBody>();
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (requests.Count == maxRequests)
                {
                    throw new GraphQLException(
                        $"The request body is an array of more than {maxRequests} requests. Send them in several bodies.",
                        ErrorCodes.BatchLimit,
                        Limits.Exceeded(maxRequests));
                }

                requests.Add(RequestBody.Read(ref reader));
            }

            reader.Read(); // what follows the array, if anything, is not JSON any more
            WholeCharacters.Require(json);
            return requests.Count > 0
                ? requests
                : throw new GraphQLException("The request body is an empty array.", ErrorCodes.BadRequest);
        }
        catch (JsonException e)
        {
            throw RequestBody.NotJson(e);
        }
    }
}
