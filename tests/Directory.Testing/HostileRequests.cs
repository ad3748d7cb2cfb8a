using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace PublicDirectory.Testing;

/// <summary>A request made to cost more than it should.</summary>
/// <param name="Name">What is hostile about it.</param>
/// <param name="Body">The body of the POST.</param>
/// <param name="Code">The <c>extensions.code</c> of the refusal; null where it is answered, cheaply.</param>
public sealed record HostileRequest(string Name, byte[] Body, string? Code)
{
    public string ContentType { get; init; } = "application/json";

    public string? Encoding { get; init; }

    public override string ToString() => Name;
}

/// <summary>
/// Requests that try to exhaust the API: deep, wide, circular, huge, damaged. Each is refused with a stable code or answered;
/// <c>bench/Hostile</c> measures how fast, and what a bystander notices.
/// </summary>
public static class HostileRequests
{
    private const string Parse = "GRAPHQL_PARSE_FAILED";
    private const string Invalid = "GRAPHQL_VALIDATION_FAILED";
    private const string Input = "BAD_USER_INPUT";
    private const string Depth = "DEPTH_LIMIT";
    private const string Tokens = "TOKEN_LIMIT";
    private const string Fields = "FIELD_LIMIT";
    private const string Aliases = "ALIAS_LIMIT";
    private const string Directives = "DIRECTIVE_LIMIT";
    private const string Repeated = "REPEATED_FIELD_LIMIT";
    private const string Variables = "VARIABLE_LIMIT";
    private const string Cost = "COST_LIMIT";
    private const string Bad = "BAD_REQUEST";

    // Quotation marks stay one byte each, so that a query of the largest size fits the body.
    private static JsonSerializerOptions Readable { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileRequest> All { get; } =
        [
            .. Deep(), .. Wide(), .. Fragments(), .. Values(), .. Introspection(), .. Dear(), .. Arguments(), .. Texts(), .. Bodies(),
            .. Compressed()
        ];

    private static IEnumerable<HostileRequest> Deep() =>
    [
        Query("16 levels of fields", Nest("{administrations(first:1){nodes{", "children(first:1){nodes{", 7, "id"), Depth),
        Query("100 levels of fields", Nest("{administrations(first:1){nodes{", "children(first:1){nodes{", 49, "id"), Depth),
        Query("1,000 levels of fields", Nest("{administrations(first:1){nodes{", "parent{", 1000, "id"), Depth),
        Query("20,000 opening braces", "{" + Many(20_000, _ => "a{"), Depth),
        Query("30,000 opening brackets in a value", "{nodes(ids:" + new string('[', 30_000), Depth),
        Query("20,000 opening objects in a value", "{administrations(filter:" + Many(20_000, _ => "{a:"), Depth),
        Query(
            "a variable of a list of 10,000 lists", "query($v:" + new string('[', 10_000) + "ID" + new string(']', 10_000) + "){a}", Depth),
        Query("150 inline fragments in each other", "{" + Many(150, _ => "...{") + "__typename" + new string('}', 150) + "}", null),
    ];

    private static IEnumerable<HostileRequest> Wide() =>
    [
        Query("10,000 aliases", "{" + Many(10_000, i => $"a{i}:id ") + "}", Tokens),
        Query("1,000 aliases", "{" + Many(1000, i => $"a{i}:__typename ") + "}", Aliases),
        Query("600 aliases of the list", "{" + Many(600, i => $"a{i}:serviceTypes{{id}}") + "}", Aliases),
        Query("190 aliases of a rich page", "{" + Many(190, i => $"a{i}:administrations(first:100){{nodes{{name}}}}") + "}", Cost),
        Query("3,000 times the same field", "{serviceTypes{" + Many(3000, _ => "id ") + "}}", Repeated),
        Query("40,000 times the same field", "{serviceTypes{" + Many(40_000, _ => "id ") + "}}", Tokens),
        Query(
            "3,000 unknown fields with long names",
            "{" + Many(800, i => $"administration{i.ToString("x40", CultureInfo.InvariantCulture)} ") + "}", Invalid),
        Query("50,000 directives at one place", "{__typename" + Many(50_000, _ => "@a") + "}", Tokens),
        Query("600 directives at one place", "{__typename" + Many(600, _ => "@a") + "}", Directives),
        Query(
            "800 directives in all", "{serviceTypes{" + Many(40, i => "id@a@a@a@a@a@a@a@a@a@a code@a@a@a@a@a@a@a@a@a@a ") + "}}",
            Directives),
        Query("1,000 operations", Many(700, i => $"query q{i}{{__typename}}"), "OPERATION_RESOLUTION_FAILURE"),
        Query("700 variables", "query(" + Many(700, i => $"$v{i}:ID ") + "){__typename}", Variables),
        Query(
            "conditions on 20 variables",
            "query(" + Many(20, i => $"$v{i}:Boolean=true ") + "){" + Many(20, i => $"a{i}:__typename@skip(if:$v{i})") + "}",
            null),
    ];

    private static IEnumerable<HostileRequest> Fragments() =>
    [
        Query("a fragment that spreads itself", "{...a}fragment a on Query{...a}", Invalid),
        Query("two fragments that spread each other", "{...a}fragment a on Query{...b}fragment b on Query{...a}", Invalid),
        Query("a circle of 400 fragments", "{...f0}" + Many(400, i => $"fragment f{i} on Query{{...f{(i + 1) % 400}}}"), Invalid),
        Query(
            "fragments that double 30 times",
            "{...f0}"
                + Many(30, i => $"fragment f{i} on Query{{...f{i + 1} a{i}:__typename ...f{i + 1}}}")
                + "fragment f30 on Query{__typename}",
            Fields),
        Query("500 fragments that nobody spreads", "{__typename}" + Many(500, i => $"fragment f{i} on Query{{__typename}}"), Invalid),
        Query(
            "fields that conflict pair by pair",
            "{" + Many(45, i => $"commune(code:\"{i}\"){{name}}") + "}",
            Invalid),
        Query(
            "fields that merge through 190 inline fragments",
            "{" + Many(190, i => "...{serviceTypes{...{id}...{code}}}") + "}",
            Repeated),
    ];

    private static IEnumerable<HostileRequest> Values() =>
    [
        Query("a whole number of 50,000 digits", $"{{administrations(first:{new string('9', 50_000)}){{totalCount}}}}", Invalid),
        Query("a fraction beyond every power", "{communes(by:{near:{latitude:1e999999999,longitude:1}}){nodes{name}}}", Invalid),
        Query("a fraction of 50,000 digits", $"{{communes(by:{{near:{{latitude:0.{new string('1', 50_000)},longitude:1}}}}){{nodes{{name}}}}}}", null),
        Query("a text of 100,000 characters", $"{{communes(by:{{name:\"{new string('a', 100_000)}\"}}){{nodes{{name}}}}}}", Input),
        Query("a text of 15,000 escapes", $"{{communes(by:{{name:\"{Many(15_000, _ => "\\u0041")}\"}}){{nodes{{name}}}}}}", Input),
        Query("a block text of 25,000 lines", $"{{communes(by:{{name:\"\"\"{Many(25_000, _ => " a\n")}\"\"\"}}){{nodes{{name}}}}}}", Input),
        Query("an escape beyond Unicode", "{communes(query:\"\\u{110000}\"){name}}", Parse),
        Query(
            "a list of 3,000 service types", $"{{administrations(filter:{{types:[{Many(3000, i => "\"a\" ")}]}}){{totalCount}}}}", Invalid),
        Query("an object with 900 unknown members", $"{{administrations(filter:{{{Many(900, i => $"a{i}:1 ")}}}){{totalCount}}}}", Invalid),
        Query(
            "3,000 kinds of channel", $"{{administrations(first:1){{nodes{{channels(kinds:[{Many(3000, _ => "PHONE ")}]){{value}}}}}}}}",
            Invalid),
        WithVariables("variables 10,000 levels deep", $"{{\"v\":{new string('[', 10_000)}{new string(']', 10_000)}}}", Bad),
        WithVariables(
            "10,000 variables that nobody declared", "{" + string.Join(',', Enumerable.Range(0, 8000).Select(i => $"\"v{i}\":{i}")) + "}",
            null),
        WithVariables("a variable number beyond every power", "{\"code\":1e400}", Input),
    ];

    private static IEnumerable<HostileRequest> Introspection() =>
    [
        Query("types in fields in types", "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}", Depth),
        Query(
            "possible types of interfaces of types", "{__schema{types{interfaces{possibleTypes{interfaces{possibleTypes{name}}}}}}}",
            Depth),
        Query(
            "30 wraps of a type", "{__type(name:\"Query\"){fields{type{" + Many(30, _ => "ofType{") + "name" + new string('}', 33) + "}",
            Depth),
        Query(
            "the schema 100 times", "{" + Many(100, i => $"a{i}:__schema{{types{{name fields{{name args{{name type{{name}}}}}}}}}}") + "}",
            Cost),
        Query("a thousand types by name", "{" + Many(190, i => $"a{i}:__type(name:\"T{i}\"){{name}}") + "}", null),
    ];

    private static IEnumerable<HostileRequest> Dear() =>
    [
        Query(
            "pages of 100 in pages of 100",
            "{administrations(first:100){nodes{children(first:100){nodes{coverage(first:100){nodes{name}}}}}}}", Cost),
        Query("62 days of 100 counters", "{administrations(first:100){nodes{openingHours{days(count:62){slots{opens}}}}}}", Cost),
        Query("every commune's counters", "{communes(by:{name:\"s\"},first:100){nodes{administrations(first:100){nodes{name}}}}}", Cost),
        Query("every type's counters", "{serviceTypes{administrations(first:100){nodes{name}}}}", Cost),
        Query("150 pages deep in the list", "{" + Many(150, i => $"a{i}:communes(by:{{name:\"a\"}},first:100){{nodes{{name}}}}") + "}", Cost),
        Query("2,000 ids", $"{{nodes(ids:[{Many(2000, _ => "\"a\" ")}]){{id}}}}", Invalid),
    ];

    private static IEnumerable<HostileRequest> Arguments() =>
    [
        Query("a page of minus one", "{administrations(first:-1){totalCount}}", Input),
        Query("a page of two thousand million", "{administrations(first:2147483647){totalCount}}", Input),
        Query("a cursor of 50,000 characters", $"{{administrations(after:\"{new string('A', 50_000)}\"){{totalCount}}}}", "CURSOR_INVALID"),
        Query("a name of 30,000 words", $"{{administrations(filter:{{name:\"{Many(30_000, _ => "a ")}\"}}){{totalCount}}}}", Input),
        Query(
            "a radius beyond the earth", "{administrations(near:{point:{latitude:45,longitude:4},radius:2147483647}){totalCount}}", Input),
        Query("a place beyond the poles", "{administrations(near:{point:{latitude:1e308,longitude:4}}){totalCount}}", Input),
        Query(
            "the last day of the calendar", "{administrations(first:100){nodes{openingHours{days(from:\"9999-12-31\",count:20){date}}}}}",
            Input),
        Query("the first instant of the calendar", "{administrations(filter:{openAt:\"0001-01-01T00:00:00Z\"}){totalCount}}", Invalid),
        Query("who is open anywhere", "{administrations(filter:{openAt:\"2026-11-23T09:00:00Z\"}){totalCount}}", null),
    ];

    private static IEnumerable<HostileRequest> Texts() =>
    [
        Query("120,000 commas", new string(',', 120_000) + "{__typename}", null),
        Query("120,000 characters of comment", "#" + new string('x', 120_000) + "\n{__typename}", null),
        Query("60,000 lines", new string('\n', 60_000) + "{__typename}", null),
        Query("no closing brace", "{__typename", Parse),
        Query("a string without end", "{communes(by:{name:\"" + new string('a', 50_000), Parse),
        Query("a null character", "{\0}", Parse),
        Query("only spreads", "{" + Many(1900, _ => "...") + "}", Parse),
    ];

    private static IEnumerable<HostileRequest> Bodies() =>
    [
        new("20 MB of spaces", Utf8(new string(' ', 20 << 20)), Bad),
        new("20 MB of query", Utf8($$"""{"query":"{ {{new string('a', 20 << 20)}} }"}"""), Bad),
        new("bytes that are no UTF-8", [.. Utf8("{\"query\":\"{communes(query:\\\""), 0xC3, 0x28, 0xFF, .. Utf8("\\\"){name}}\"}")], Bad),
        new("half a surrogate pair", Utf8("{\"query\":\"\\ud800\"}"), Bad),
        new("100,000 opening brackets", Utf8(new string('[', 100_000)), "BATCH_LIMIT"),
        new("an array of 1,000 requests", Utf8("["
            + string.Join(',', Enumerable.Repeat("{\"query\":\"{__typename}\"}", 1000))
            + "]"), "BATCH_LIMIT"),
        new("the same member twice", Utf8("{\"query\":\"{a}\",\"query\":\"{b}\"}"), Bad),
        new("60,000 members", Utf8("{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"{i}\":0")) + "}"), Bad),
        new("an operation name of 100,000 characters", Utf8($$"""{"query":"{__typename}","operationName":"{{new string('a', 100_000)}}"}"""), "OPERATION_RESOLUTION_FAILURE"),
        new("a hash that is none", Utf8("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":[[[[]]]]}}}"""), Bad),
        new("a document id of 100,000 characters", Utf8($$"""{"documentId":"{{new string('a', 100_000)}}"}"""), "DOCUMENT_NOT_FOUND"),
        new("a form", Utf8("query=%7B__typename%7D"), Bad) { ContentType = "application/x-www-form-urlencoded" },
        new("nothing", [], Bad),
    ];

    private static IEnumerable<HostileRequest> Compressed() =>
    [
        new("64 MB in a small gzip", Compress(to =>
            new GZipStream(to, CompressionLevel.Optimal), new byte[64 << 20]), Bad) { Encoding = "gzip" },
        new("64 MB in a small Brotli", Compress(to =>
            new BrotliStream(to, CompressionLevel.Optimal), new byte[64 << 20]), Bad) { Encoding = "br" },
        new("64 MB in a small deflate", Compress(to =>
            new ZLibStream(to, CompressionLevel.Optimal), new byte[64 << 20]), Bad) { Encoding = "deflate" },
        new("a gzip that stops", Compress(to =>
            new GZipStream(to, CompressionLevel.Optimal), new byte[1 << 20])[..200], Bad) { Encoding = "gzip" },
        new("a gzip in a gzip", [0x1F, 0x8B], Bad) { Encoding = "gzip, gzip" },
        new("a gzip that is none", Utf8("{\"query\":\"{__typename}\"}"), Bad) { Encoding = "gzip" },
    ];

    private static HostileRequest Query(string name, string query, string? code) =>
        new(name, JsonSerializer.SerializeToUtf8Bytes(new { query }, Readable), code);

    private static HostileRequest WithVariables(string name, string variables, string? code) => new(
        name,
        Utf8($$$"""{"query":"query($code:ID=\"a\"){commune(code:\"69266\"){name} node(id:$code){id}}","variables":{{{variables}}}}"""),
        code);

    private static string Nest(string start, string level, int times, string leaf) =>
        start + Many(times, _ => level) + leaf + new string('}', start.Count(c => c == '{') + (times * level.Count(c => c == '{')));

    private static string Many(int times, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < times; i++)
        {
            text.Append(part(i));
        }

        return text.ToString();
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static byte[] Compress(Func<Stream, Stream> compressor, byte[] plain)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target))
        {
            stream.Write(plain);
        }

        return target.ToArray();
    }
}
