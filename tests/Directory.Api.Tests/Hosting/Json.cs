using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>Compares JSON by its content; a failure shows both, indented.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void AssertEqual(string expected, JsonElement actual) =>
        Assert.Equal(JsonNode.Parse(expected)?.ToJsonString(Options), JsonSerializer.Serialize(actual, Options));

    /// <summary>The strings of a property of each item.</summary>
    public static string[] Strings(this JsonElement list, string property) =>
        [.. list.EnumerateArray().Select(item => item.GetProperty(property).GetString()!)];

    /// <summary>The property at the end of a path.</summary>
    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (inner, name) => inner.GetProperty(name));

    public static string Text(this JsonElement element, params string[] path) => element.At(path).GetString()!;

    public static string Code(this JsonElement error) => error.Text("extensions", "code");

    public static string Message(this JsonElement error) => error.Text("message");
}
