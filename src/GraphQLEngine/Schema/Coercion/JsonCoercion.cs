using System.Globalization;
using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Turns the JSON of a variable into the value that resolvers receive, and collects what does not fit.</summary>
/// <remarks>Spec (September 2025) §6.1.2, Coercing Variable Values, and "Input Coercion" of each type.</remarks>
internal sealed class JsonCoercion(int maxErrors, int maxListItems)
{
    /// <summary>What does not fit and where; no place where the problem is a whole sentence of the host's.</summary>
    public List<(string? Path, string Problem, IReadOnlyDictionary<string, object?>? Extensions)> Problems { get; } = [];

    public object? Coerce(JsonElement json, GraphQLType type, string path)
    {
        if (type is NonNullType nonNull)
        {
            return json.ValueKind == JsonValueKind.Null ? Problem(path, "must not be null") : Coerce(json, nonNull.OfType, path);
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return type switch
        {
            ListType list => List(json, list, path),
            InputObjectType input => Object(json, input, path),
            EnumType values => Enum(json, values, path),
            ScalarType scalar => Scalar(json, scalar, path),
            _ => throw new InvalidOperationException($"\"{type}\" is not an input type."),
        };
    }

    private object? Scalar(JsonElement json, ScalarType scalar, string path)
    {
        try
        {
            var problem = scalar.Codec.TryParse(new ScalarInput(json), out var value);
            return problem is null ? value : Problem(path, $"is not a {scalar.Name}: {problem}");
        }
        catch (RefusedInputException e)
        {
            return Problem(null, e.Message, e.Extensions);
        }
        catch (GraphQLException e)
        {
            return Problem(path, $"is not a {scalar.Name}: {e.Message}");
        }
    }

    private object? Enum(JsonElement json, EnumType type, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return Problem(path, $"is not a {type.Name}: expected the name of a value, as a string");
        }

        var name = new ScalarInput(json).Text;
        return type.Find(name) is not null
            ? type.Codec.Find(name)
            : Problem(
                path,
                $"is not a value of \"{type.Name}\": {new ScalarInput(json).Describe()}.{Suggestions.DidYouMean(name, type.Values.Select(v => v.Name))}");
    }

    private object? List(JsonElement json, ListType list, string path)
    {
        var items = new List<object?>();
        var before = Problems.Count;
        if (json.ValueKind == JsonValueKind.Array)
        {
            if (json.GetArrayLength() is var length && length > maxListItems)
            {
                return Problem(
                    path, string.Create(CultureInfo.InvariantCulture, $"has {length} items; at most {maxListItems} are allowed"));
            }

            foreach (var item in json.EnumerateArray())
            {
                items.Add(Coerce(item, list.OfType, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]")));
                if (Problems.Count >= maxErrors)
                {
                    break;
                }
            }
        }
        else
        {
            items.Add(Coerce(json, list.OfType, path));
        }

        return Problems.Count > before ? null : LiteralCoercion.ToList(list, items);
    }

    private object? Object(JsonElement json, InputObjectType type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Problem(path, $"is not a {type.Name}: expected an object");
        }

        var before = Problems.Count;
        foreach (var property in json.EnumerateObject())
        {
            if (Problems.Count >= maxErrors)
            {
                return null;
            }

            if (type.FindField(property.Name) is null)
            {
                Problem(
                    path,
                    $"has a field \"{property.Name}\" that \"{type.Name}\" does not define.{Suggestions.DidYouMean(property.Name, type.Fields.Select(f => f.Name))}");
            }
        }

        var values = new object?[type.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            if (json.TryGetProperty(field.Name, out var given))
            {
                values[i] = Coerce(given, field.Type, $"{path}.{field.Name}");
            }
            else
            {
                values[i] = field.IsRequired ? Problem($"{path}.{field.Name}", "is required") : field.CoercedDefault;
            }
        }

        if (type.IsOneOf)
        {
            OneOf(json, type, path);
        }

        if (Problems.Count > before)
        {
            return null;
        }

        try
        {
            var (value, problem) = LiteralCoercion.Finish(type, values);
            return problem is null ? value : Problem(path, problem);
        }
        catch (RefusedInputException e)
        {
            return Problem(null, e.Message, e.Extensions);
        }
        catch (GraphQLException e)
        {
            return Problem(path, $"is refused: {e.Message}");
        }
    }

    /// <remarks>Spec (September 2025) §3.10, OneOf Input Objects: a field that is wrong in itself is given all the same.</remarks>
    private void OneOf(JsonElement json, InputObjectType type, string path)
    {
        var given = type.Fields.Where(f => json.TryGetProperty(f.Name, out _)).ToList();
        if (given.Count != 1)
        {
            Problem(path, LiteralCoercion.NotOneField(type));
        }

        if (given.Count > 0 && json.GetProperty(given[0].Name).ValueKind == JsonValueKind.Null)
        {
            _ = given.Count == 1
                ? Problem(path, LiteralCoercion.NotOneField(type))
                : Problem($"{path}.{given[0].Name}", "must not be null");
        }
    }

    private object? Problem(string? path, string problem, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        if (Problems.Count < maxErrors)
        {
            Problems.Add((path, problem, extensions));
        }

        return null;
    }
}
