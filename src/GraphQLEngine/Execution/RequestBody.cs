using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>The JSON body of a GraphQL request, read with bounds.</summary>
/// <param name="Query">The document in UTF-8, escapes resolved; empty when the body has none.</param>
/// <param name="OperationName">Which operation to run; null when not given.</param>
/// <param name="Variables">The variables; undefined when not given.</param>
/// <param name="Extensions">The extensions; undefined when not given.</param>
public readonly record struct RequestBody(
    ReadOnlyMemory<byte> Query, string? OperationName, JsonElement Variables, JsonElement Extensions)
{
    internal const int MaxDepth = 64;

    /// <summary>The identifier of a trusted document instead of the document; null when not given.</summary>
    /// <remarks>Follows the persisted documents appendix proposed for the GraphQL over HTTP specification.</remarks>
    public string? DocumentId { get; init; }

    /// <summary>The hash under <c>extensions.persistedQuery</c>; null when not given.</summary>
    /// <exception cref="GraphQLException">It is there, but not as Apollo's convention has it.</exception>
    public string? ReadPersistedHash() => PersistedQuery.HashOf(Extensions);

    /// <summary>Reads <c>{"query": …, "operationName": …, "variables": …, "extensions": …}</c>. Other members are ignored.</summary>
    /// <exception cref="GraphQLException">The body is too large, is not JSON, or a member has the wrong type.</exception>
    public static RequestBody Parse(ReadOnlySpan<byte> json, int maxBytes = 1 << 20)
    {
        RequireSize(json, maxBytes);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var body = Read(ref reader);
            reader.Read(); // what follows the closing brace, if anything, is not JSON any more
            WholeCharacters.Require(json); // what is kept as JSON is read later
            return body;
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    internal static void RequireSize(ReadOnlySpan<byte> json, int maxBytes)
    {
        if (json.Length > maxBytes)
        {
            throw new GraphQLException(
                $"The request body is larger than {maxBytes} bytes. Send fewer or shorter variables.",
                ErrorCodes.BadRequest,
                Limits.Exceeded(maxBytes, json.Length));
        }
    }

    internal static GraphQLException NotJson(JsonException e) => new(
        $"The request body is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}), or nests more than {MaxDepth} levels deep.",
        ErrorCodes.BadRequest);

    /// <summary>Reads the object that the reader stands at, to its closing brace.</summary>
    internal static RequestBody Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong("The request body must be a JSON object.");
        }

        var body = default(RequestBody);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader, "A member's name");
            if (!seen.Add(name))
            {
                throw Wrong($"The request body has a member twice: \"{(name.Length <= 40 ? name : "…")}\".");
            }

            reader.Read();
            body = Member(body, name, ref reader);
        }

        return body;
    }

    private static RequestBody Member(RequestBody body, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "documentId" when reader.TokenType != JsonTokenType.Null:
                return body with { DocumentId = Text(ref reader, "\"documentId\"") };
            case "query" when reader.TokenType != JsonTokenType.Null:
                return body with { Query = Utf8(ref reader) };
            case "operationName" when reader.TokenType != JsonTokenType.Null:
                return body with { OperationName = Text(ref reader, "\"operationName\"") };
            case "variables":
                return body with { Variables = Object(ref reader, name) };
            case "extensions":
                return body with { Extensions = Object(ref reader, name) };
            default:
                reader.Skip();
                return body;
        }
    }

    private static byte[] Utf8(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Wrong("\"query\" must be a string.");
        }

        var target = new byte[reader.ValueSpan.Length];
        try
        {
            var length = reader.CopyString(target);
            return length == target.Length ? target : target[..length];
        }
        catch (InvalidOperationException)
        {
            throw Wrong("\"query\" is not valid Unicode.");
        }
    }

    private static string Text(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw Wrong($"{what} must be a string.");
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong($"{what} is not valid Unicode.");
        }
    }

    private static JsonElement Object(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            throw Wrong($"\"{name}\" must be an object.");
        }

        return JsonElement.ParseValue(ref reader);
    }

    private static GraphQLException Wrong(string message) => new(message, ErrorCodes.BadRequest);
}
