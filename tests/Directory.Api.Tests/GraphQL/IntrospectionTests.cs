using System.Text.RegularExpressions;
using GraphQLEngine.Schema;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>Editors, generators and the IDE's documentation read the contract from the API itself.</summary>
[Collection(SampleCollection.Name)]
public sealed partial class IntrospectionTests(DirectoryApi api)
{
    [Fact]
    public async Task Schema_AskedFor_NamesEveryTypeOfTheContract()
    {
        var contract = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "schema", "directory.graphql"));
        var expected = TypeName().Matches(contract).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

        var data = await api.DataAsync("{ __schema { queryType { name } mutationType { name } types { name kind } } }");

        var named = data.At("__schema", "types").Strings("name").Where(name => !name.StartsWith("__", StringComparison.Ordinal));
        Assert.Equal("Query", data.Text("__schema", "queryType", "name"));
        Assert.Equal("Mutation", data.Text("__schema", "mutationType", "name"));
        Assert.Equal(expected, named.Except(["Boolean", "Float", "ID", "Int", "String"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Contract_EachPartOfIt_IsExplained()
    {
        var types = DirectorySchema.Build().Schema.Types.Where(type => !type.IsBuiltIn).ToList();
        var fields =
            types.OfType<FieldsType>().SelectMany(type => type.Fields.Select(field => (Name: $"{type.Name}.{field.Name}", field))).ToList();
        (string Name, string? Description)[] parts =
        [
            .. types.Select(type => (type.Name, type.Description)),
            .. fields.Select(each => (each.Name, each.field.Description)),
            .. fields.SelectMany(each => each.field.Arguments.Select(argument => ($"{each.Name}({argument.Name})", argument.Description))),
            .. types.OfType<EnumType>().SelectMany(type => type.Values.Select(value => ($"{type.Name}.{value.Name}", value.Description))),
            .. types.OfType<InputObjectType>()
                .SelectMany(type => type.Fields.Select(field => ($"{type.Name}.{field.Name}", field.Description))),
        ];

        Assert.NotEmpty(parts);
        Assert.Equal([], parts.Where(part => part.Description is not { Length: > 3 } text || !(char.IsUpper(text[0]) || text[0] == '«')
            || !text.TrimEnd().EndsWith('.')).Select(part => part.Name));
    }

    [Fact]
    public async Task Type_AskedFor_ExplainsItsFieldsAndArguments()
    {
        var data = await api.DataAsync(
            """
            {
              __type(name: "OpeningHours") {
                kind description
                fields { name description type { kind ofType { kind ofType { kind ofType { name } } } } args { name defaultValue } }
              }
            }
            """);

        var days = data.At("__type", "fields").EnumerateArray().Single(field => field.Text("name") == "days");
        Assert.Equal("Opening hours, as rules and as they fall.", data.Text("__type", "description"));
        Json.AssertEqual(
            """
            {
              "name": "days",
              "description": "The hours as they fall, day by day, rules, public holidays and exceptions applied. From today by default; at most 62 days.",
              "type": { "kind": "NON_NULL", "ofType": { "kind": "LIST", "ofType": { "kind": "NON_NULL", "ofType": { "name": "OpeningDay" } } } },
              "args": [{ "name": "from", "defaultValue": null }, { "name": "count", "defaultValue": "7" }]
            }
            """,
            days);
    }

    [GeneratedRegex(@"^(?:type|interface|enum|input|scalar|union) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();
}
