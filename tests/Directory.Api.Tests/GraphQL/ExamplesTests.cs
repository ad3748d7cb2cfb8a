using System.Net.Http.Json;
using System.Text.Json;
using GraphQLEngine.Schema;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>The worked examples for partners, each as it stands in <c>docs/guides/examples</c>.</summary>
[Collection(SampleCollection.Name)]
public sealed class ExamplesTests(DirectoryApi api)
{
    public static TheoryData<string> Names => [.. ExampleQuery.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Example_OverTheSample_AnswersEverythingItAsksFor(string name)
    {
        var example = ExampleQuery.Read(name);

        var data = await api.DataAsync(example.Text, await example.VariablesAsync(api.IdAsync));

        var values = new Dictionary<string, bool>(StringComparer.Ordinal);
        Collect(data, "", values);
        Assert.DoesNotContain(
            values, value => !value.Value && !example.MayBeEmpty.Any(field => value.Key.EndsWith("." + field, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Examples_Together_AskForEveryQueryAndAreInTheGuide()
    {
        var examples = ExampleQuery.Names().Select(ExampleQuery.Read).ToList();
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guides", "partners.md"));
        var queries =
            (await api.DataAsync("{ __schema { queryType { fields { name } } } }")).At("__schema", "queryType", "fields").Strings("name");

        Assert.True(examples.Count >= 20);
        Assert.All(examples, example => Assert.StartsWith("# ", example.Text, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.Contains($"(examples/{example.Name}.graphql)", guide, StringComparison.Ordinal));
        Assert.All(queries, query => Assert.Contains(examples, example => example.AsksFor(query)));
    }

    [Fact]
    public void Examples_Together_AskForEveryField()
    {
        var schema = DirectorySchema.Build().Schema;
        var asked =
            ExampleQuery.Names().SelectMany(name => AskedFields.Of(schema, ExampleQuery.Read(name).Text)).ToHashSet(StringComparer.Ordinal);

        var missing = string.Join(", ", schema.Types.OfType<ObjectType>().Where(type => !type.IsBuiltIn)
            .SelectMany(type => type.Fields.Select(field => $"{type.Name}.{field.Name}"))
            .Except(asked, StringComparer.Ordinal));
        Assert.True(missing is "", $"No example asks for {missing}.");
    }

    [Fact]
    public async Task Examples_LoadedByAnOperator_AreAskedForByName()
    {
        using var client = api.StartHost(builder => builder
            .UseSetting("GraphQL:TrustedDocuments", ExampleQuery.Folder)
            .UseSetting("GraphQL:TrustedDocumentsOnly", "true")).CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        var variables = await ExampleQuery.Read("counters-of-commune").VariablesAsync(api.IdAsync);

        using var response = await client.PostAsJsonAsync("/graphql", new { documentId = "counters-of-commune", variables });

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEqual(0, answer.At("data", "administrations", "nodes").GetArrayLength());
    }

    // For each path of the answer, whether anything stands there: at least once in all the objects of a list.
    private static void Collect(JsonElement element, string path, Dictionary<string, bool> values)
    {
        var isPresent = element.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.Array => element.GetArrayLength() > 0,
            JsonValueKind.String => element.GetString()!.Length > 0,
            _ => true,
        };
        values[path] = isPresent || values.GetValueOrDefault(path);
        if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, $"{path}.{property.Name}", values);
            }
        }
        else if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path, values);
            }
        }
    }
}
