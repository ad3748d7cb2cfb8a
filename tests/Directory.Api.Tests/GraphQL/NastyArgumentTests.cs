using System.Text;
using System.Text.Json;
using GraphQLEngine.Schema;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>
/// Every argument of every field, and every field of every input object, with values at the ends of its type and beyond: an answer or an
/// error that says what is wrong, and never a fault of ours.
/// </summary>
[Collection(SampleCollection.Name)]
public sealed class NastyArgumentTests(DirectoryApi api)
{
    private static readonly string[] Texts =
    [
        "", " ", "a\0b", "\uffff", "😀", "' or 1=1 --", "-1", "99999", "ffffffff-ffff-ffff-ffff-ffffffffffff", "commune-\0",
        "contact-reason-", "69266", "9223372036854775808",
        new string('a', 5000), new string('é', 200), new string('a', 39) + "😀b", string.Concat(Enumerable.Repeat("a ", 100)),
    ];

    private static readonly string[] RawValues =
        [
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "1e400", "-1", "12345678901234567890", "true", "null", "[]", "[[null]]",
            "{}", "{\"\\ud800\":1}", "[\"\\ud800\"]"
        ];

    private static readonly Dictionary<string, string[]> Scalars = new()
    {
        ["Int"] = ["0", "-1", "1", "100", "101", "2147483647", "-2147483648", "2147483648", "1e99"],
        ["Float"] = ["0", "-0.0", "1e308", "-1e308", "1e999", "90", "180", "-90.0000001", "5e-324"],
        ["Boolean"] = ["true", "false", "0"],
        ["DateTime"] =
        [
            "\"0000-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"-0001-01-01T00:00:00Z\"",
            "\"-9998-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"",
            "\"9999-12-31T23:59:59-14:00\"", "\"9999-12-31T23:59:59+14:00\"", "\"10000-01-01T00:00:00Z\"", "\"1899-12-31T23:59:59Z\"",
            "\"2026-02-30T00:00:00Z\"", "\"2026-03-02\"", "\"2026-03-02T24:00:00Z\"", "\"\"", "\"\\u0000\"",
            "\"2026-03-02T00:00:00+18:00\"", "\"2026-03-29T02:30:00+01:00\"", "\"2026-12-31T23:59:60Z\"",
        ],
        ["Date"] =
            [
                "\"0000-01-01\"", "\"0001-01-01\"", "\"-9998-01-01\"", "\"9999-12-31\"", "\"10000-01-01\"", "\"1582-10-10\"",
                "\"1950-01-01\"", "\"2150-12-31\"", "\"2151-01-01\"", "\"2026-02-30\"", "\"\""
            ],
        ["LocalTime"] = ["\"24:00\"", "\"24:01\"", "\"-1:00\"", "\"\""],
        ["Duration"] = ["\"P999999999999Y\"", "\"\"", "\"P\""],
        ["Url"] = ["\"javascript:alert(1)\"", "\"\"", "\"http://\""],
    };

    [Fact]
    public async Task Arguments_AtTheEndsOfTheirTypesAndBeyond_AreNeverAFaultOfOurs()
    {
        var faults = new List<string>();
        var asked = 0;
        foreach (var (type, field, argument) in ArgumentWalk.All())
        {
            foreach (var value in RawValues)
            {
                asked++;
                await AskWithVariableAsync(type, field, argument, value, faults);
            }

            foreach (var value in Values(argument.Type))
            {
                asked++;
                await AskAsync(type, field, argument, value, faults);
            }
        }

        Assert.Empty(faults);
        Assert.InRange(asked, 500, 20_000);
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    public async Task Instant_OutsideTheCalendar_IsRefusedInWords(string at)
    {
        var error =
            await api.ErrorAsync(
                "query ($at: DateTime!) { entryAsOf(id: \"00000000-0000-0000-0000-000000000001\", at: $at) { id } }", new { at });

        Assert.Equal("BAD_USER_INPUT", error.Code());
        Assert.Contains("hors du calendrier", error.Text("message"), StringComparison.Ordinal);
    }

    private async Task AskAsync(ObjectType type, FieldDefinition field, InputValueDefinition argument, string value, List<string> faults)
    {
        var query = ArgumentWalk.Query(type, field, argument, value);
        var answer = await api.AskAsync(query);
        if (answer.ToString().Contains("\"INTERNAL\"", StringComparison.Ordinal))
        {
            faults.Add($"{query}: {answer}"[..Math.Min(600, query.Length + answer.ToString().Length)]);
        }
    }

    // What JSON can say and a document cannot.
    private async Task AskWithVariableAsync(
        ObjectType type, FieldDefinition field, InputValueDefinition argument, string value, List<string> faults)
    {
        var query = ArgumentWalk.Query(type, field, argument, "$v");
        query =
            query.StartsWith("mutation", StringComparison.Ordinal)
                ? query.Replace("mutation", $"mutation ($v: {argument.Type})", StringComparison.Ordinal)
                : $"query ($v: {argument.Type}) {query}";
        using var content =
            new StringContent(
                "{\"query\":" + JsonSerializer.Serialize(query) + ",\"variables\":{\"v\":" + value + "}}", Encoding.UTF8,
                "application/json");
        using var response = await api.Client.PostAsync(new Uri("/graphql", UriKind.Relative), content);
        var answer = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode >= 500 || answer.Contains("\"INTERNAL\"", StringComparison.Ordinal))
        {
            faults.Add($"{query} {value}: {answer}"[..Math.Min(600, query.Length + value.Length + answer.Length)]);
        }
    }

    // A literal for each value worth trying.
    private static IEnumerable<string> Values(GraphQLType type)
    {
        if (type.Nullable is ListType list)
        {
            var some = Values(list.OfType).ToList();
            return some.Append("[]")
                .Append($"[{string.Join(", ", some.Where(value => value != "null").Take(3))}]")
                .Append($"[{string.Join(", ", Enumerable.Repeat(some[0], 150))}]");
        }

        return type.Named switch
        {
            InputObjectType input =>
                input.Fields.SelectMany(field => Values(field.Type).Select(value => ArgumentWalk.Object(input, field, value))).Append("{}"),
            EnumType options => options.Values.Select(option => option.Name),
            _ => Scalars.GetValueOrDefault(type.Named.Name, [.. Texts.Select(text => JsonSerializer.Serialize(text))]),
        };
    }
}
