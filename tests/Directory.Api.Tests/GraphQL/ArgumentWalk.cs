using GraphQLEngine.Schema;
using PublicDirectory.Api.GraphQL;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>Every argument of every field of the contract, and a document for each.</summary>
internal static class ArgumentWalk
{
    // What leads to an object of each type that has arguments, and what its fields need besides.
    private static readonly Dictionary<string, string> Ways = new()
    {
        ["Query"] = "{ $$ }",
        ["Mutation"] = "mutation { $$ }",
        ["Administration"] = "{ administrations(first: 3) { nodes { $$ } } }",
        ["Demarche"] = "{ demarches(first: 3) { nodes { $$ } } }",
        ["ServiceType"] = "{ administrations(first: 3) { nodes { types { $$ } } } }",
        ["Commune"] = "{ commune(code: \"69266\") { $$ } }",
        ["OpeningHours"] = "{ administrations(first: 3) { nodes { openingHours { $$ } } } }",
        ["LocalComplement"] = "{ nodes(ids: [\"$complement\"]) { ... on LocalComplement { $$ } } }",
        ["Theme"] = "{ themes { $$ } }",
        ["LifeEvent"] = "{ lifeEvents { $$ } }",
        ["NoticeEntry"] = "{ notices(first: 3) { $$ } }",
    };

    public static IEnumerable<(ObjectType Type, FieldDefinition Field, InputValueDefinition Argument)> All()
    {
        foreach (var type in DirectorySchema.Build().Schema.Types.OfType<ObjectType>()
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            foreach (var field in type.Fields.Where(field => field.Arguments.Count > 0))
            {
                Assert.True(Ways.ContainsKey(type.Name), $"No way leads to {type.Name}, whose field {field.Name} has arguments.");
                foreach (var argument in field.Arguments)
                {
                    yield return (type, field, argument);
                }
            }
        }
    }

    /// <summary>A document that gives an argument this value, and the others that must be something right.</summary>
    public static string Query(ObjectType type, FieldDefinition field, InputValueDefinition argument, string value)
    {
        var others =
            field.Arguments.Where(other => other != argument && other.IsRequired).Select(other => $"{other.Name}: {Plain(other.Type)}");
        var selection = field.Type.Named is CompositeType ? " { __typename }" : "";
        return Ways[type.Name].Replace(
            "$$", $"{field.Name}({string.Join(", ", others.Append($"{argument.Name}: {value}"))}){selection}", StringComparison.Ordinal);
    }

    public static string Object(InputObjectType input, InputValueDefinition field, string value) =>
        $"{{ {string.Join(", ", input.Fields.Where(other => other != field && other.IsRequired).Select(other => $"{other.Name}: {Plain(other.Type)}").Append($"{field.Name}: {value}"))} }}";

    // Something right.
    public static string Plain(GraphQLType type) => type.Nullable is ListType list ? $"[{Plain(list.OfType)}]" : type.Named switch
    {
        InputObjectType input =>
            $"{{ {string.Join(", ", input.Fields.Where(field => field.IsRequired).Select(field => $"{field.Name}: {Plain(field.Type)}"))} }}",
        EnumType options => options.Values[0].Name,
        { Name: "Int" } => "1",
        { Name: "Float" } => "45.5",
        { Name: "DateTime" } => "\"2026-03-02T09:00:00Z\"",
        { Name: "Date" } => "\"2026-03-02\"",
        _ => "\"69266\"",
    };
}
