using System.Text.Json;
using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A value given for a scalar, never null: from a literal of the document or from JSON variables.</summary>
public readonly struct ScalarInput
{
    internal ScalarInput(ValueNode literal)
    {
        Literal = literal;
        (Kind, Text) = literal switch
        {
            StringValueNode s => (ScalarInputKind.String, s.Value),
            IntValueNode i => (ScalarInputKind.Integer, i.Text),
            FloatValueNode f => (ScalarInputKind.Float, f.Text),
            BooleanValueNode b => (ScalarInputKind.Boolean, b.Value ? "true" : "false"),
            EnumValueNode e => (ScalarInputKind.Enum, e.Name),
            ListValueNode => (ScalarInputKind.List, ""),
            _ => (ScalarInputKind.Object, ""),
        };
    }

    internal ScalarInput(JsonElement json)
    {
        Json = json;
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                (Kind, Text) = (ScalarInputKind.String, ReadString(json));
                break;
            case JsonValueKind.Number:
                Text = json.GetRawText();
                Kind = Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? ScalarInputKind.Integer : ScalarInputKind.Float;
                break;
            case JsonValueKind.True or JsonValueKind.False:
                (Kind, Text) = (ScalarInputKind.Boolean, json.ValueKind == JsonValueKind.True ? "true" : "false");
                break;
            default:
                (Kind, Text) = (json.ValueKind == JsonValueKind.Array ? ScalarInputKind.List : ScalarInputKind.Object, "");
                break;
        }
    }

    /// <summary>The shape of the value.</summary>
    public ScalarInputKind Kind { get; }

    /// <summary>A string's content, a number's digits as written, a name; empty for lists and objects.</summary>
    public string Text { get; }

    /// <summary>The literal, when the value stands in the document.</summary>
    public ValueNode? Literal { get; }

    /// <summary>The JSON, when the value came as a variable and <see cref="Literal"/> is null.</summary>
    public JsonElement Json { get; }

    /// <summary>The content of a string.</summary>
    /// <exception cref="GraphQLException">The value is not a string.</exception>
    public string String() => Kind == ScalarInputKind.String
        ? Text
        : throw new GraphQLException($"expected a string, found {Describe()}");

    /// <summary>The value in a few words, for messages.</summary>
    public string Describe() => Kind switch
    {
        ScalarInputKind.String => Text.Length <= 40 ? ValuePrinter.Quote(Text) : "a long string",
        ScalarInputKind.List => "a list",
        ScalarInputKind.Object => "an object",
        _ => Text.Length <= 40 ? Text : "a long number",
    };

    private static string ReadString(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new GraphQLException("the string holds half of a surrogate pair");
        }
    }
}
