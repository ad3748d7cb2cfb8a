using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQLEngine.Schema;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>
/// A cache as clients have: what has an id is kept once, under it, and answers refer to it. It asks for all fields that need no argument,
/// and notes where two answers say different things of one id. Lists that differ in their arguments do not meet: each is asked for once.
/// </summary>
internal sealed class NormalisingCache(GraphQLSchema schema, Func<string, object?, Task<JsonElement>> ask)
{
    private const int IdsAtOnce = 100;
    private const int MostOfAType = 3; // how often a type without id may hold itself

    // Where one of several arguments must be given.
    private static readonly Dictionary<string, string> Arguments = new() { ["Demarche.interlocutors"] = "(commune: \"69266\")" };

    private readonly Dictionary<string, Dictionary<string, string>> _things = new(StringComparer.Ordinal);

    /// <summary>What two answers disagree on.</summary>
    public List<string> Conflicts { get; } = [];

    /// <summary>Ids that lead to nothing, or to another thing.</summary>
    public List<string> Lost { get; } = [];

    public IEnumerable<string> Kinds => _things.Values.Select(fields => fields["__typename"]).Distinct(StringComparer.Ordinal);

    /// <summary>Asks for a field of the root, with its arguments.</summary>
    public async Task AskAsync(string field)
    {
        var type = schema.QueryType.Fields.Single(one => one.Name == field.Split('(')[0]).Type.Named;
        Keep(await ask($"{{ {field} {{ {Selection(type, [])} }} }}", null));
    }

    /// <summary>Asks for all that was named and not yet read, until nothing new is named.</summary>
    public async Task FollowAsync()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        while (_things.Where(thing => !read.Contains(thing.Key))
            .GroupBy(thing => thing.Value["__typename"], thing => thing.Key)
            .FirstOrDefault() is { } kind)
        {
            string[] ids = [.. kind.Order(StringComparer.Ordinal).Take(IdsAtOnce)];
            read.UnionWith(ids);
            var fields = $"... on {kind.Key} {{ {Fields(schema.FindType(kind.Key)!)} }}";
            var nodes = (await ask($"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {fields} }} }}", new { ids })).GetProperty("nodes");
            Lost.AddRange(ids.Where((id, index) => nodes[index].ValueKind == JsonValueKind.Null || nodes[index].Text("id") != id));
            Keep(nodes);
        }
    }

    private static bool IsNode(NamedType type) => type is ObjectType composite && composite.Interfaces.Any(one => one.Name == "Node");

    private string Fields(NamedType type) => "__typename " + string.Join(
        ' ',
        ((ObjectType)type).Fields.Where(field => !field.Arguments.Any(argument => argument.IsRequired))
            .Select(field => Field(type, field, [])));

    private string Field(NamedType type, FieldDefinition field, string[] path)
    {
        var asked = field.Name + Arguments.GetValueOrDefault($"{type.Name}.{field.Name}");
        return field.Type.Named is not CompositeType inner ? asked
            : Selection(inner, path) is { Length: > 0 } fields ? $"{asked} {{ {fields} }}"
            : "";
    }

    // What has an id is named, with what it says without objects inside.
    private string Selection(NamedType type, string[] path) => type switch
    {
        ObjectType thing when IsNode(thing) => "__typename " + string.Join(
            ' ',
            thing.Fields.Where(field => field.Arguments.Count == 0 && field.Type.Named is not CompositeType).Select(field => field.Name)),
        CompositeType { PossibleTypes: var things } and not ObjectType =>
            "__typename " + string.Join(' ', things.Select(thing => $"... on {thing.Name} {{ {Selection(thing, path)} }}")),
        _ when path.Count(one => one == type.Name) == MostOfAType => "",
        _ => "__typename " + string.Join(' ', ((ObjectType)type).Fields.Where(
            field => !field.Arguments.Any(argument => argument.IsRequired))
            .Select(field => Field(type, field, [.. path, type.Name]))),
    };

    private JsonNode? Keep(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Keep)]),
        JsonValueKind.Object when value.TryGetProperty("id", out var id) => Refer(id.GetString()!, value),
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Keep(field.Value)))),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private JsonValue Refer(string id, JsonElement value)
    {
        if (!_things.TryGetValue(id, out var known))
        {
            _things[id] = known = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        foreach (var field in value.EnumerateObject())
        {
            var said = field.NameEquals("__typename") ? field.Value.GetString()! : Keep(field.Value)?.ToJsonString() ?? "null";
            if (known.TryGetValue(field.Name, out var before) && before != said)
            {
                Conflicts.Add($"{id}.{field.Name}: {before} or {said}");
            }

            known[field.Name] = said;
        }

        return JsonValue.Create($"-> {id}");
    }
}
