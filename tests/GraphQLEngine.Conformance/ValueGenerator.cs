using System.Globalization;
using System.Text;
using System.Text.Json;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>Makes literals and the JSON of variables for input types: right ones, and wrong ones where chance slips.</summary>
internal sealed class ValueGenerator(Chance chance)
{
    private const int MaxDepth = 4;

    private static readonly string[] WrongLiterals =
    [
        "\"text\"", "1", "-7", "1.5", "2.0", "true", "null", "SMALL", "UNKNOWN", "[1]", "[]", "[[1, null]]", "{}", "{a: 1}",
        "99999999999", "2147483648", "-2147483649", "3", "1e3", "\"\"\"block\"\"\"", "\"2024-13-01\"", "\"SMALL\"", "[null]",
        "{number: 1, text: \"two\"}", "{number: null}", "{unknown: {deep: [1]}}", "{must: true, must: false}", "\"4\"",
    ];

    private static readonly string[] WrongJson =
    [
        "\"text\"", "1", "-7", "1.5", "2.0", "true", "null", "\"SMALL\"", "\"UNKNOWN\"", "[1]", "[]", "[[1,null]]", "{}",
        "{\"a\":1}", "99999999999", "2147483648", "-2147483649", "3", "1e3", "\"2024-13-01\"", "[null]", "-2147483648.0",
        "{\"number\":1,\"text\":\"two\"}", "{\"number\":null}", "{\"unknown\":{\"deep\":[1]}}", "{\"must\":true}", "\"4\"", "0.0", "5e-1",
    ];

    private static readonly string[] Texts =
        ["", "a", "été", "😀", "quote \" and \\", "line\nbreak", "\u0001\u007f", "#not, a comment", "{$v}"];

    /// <summary>A literal. A variable may stand wherever the callback gives one.</summary>
    public string Literal(GraphQLType type, Func<GraphQLType, bool, string?> variable, bool hasDefault = false, int depth = 0)
    {
        if (variable(type, hasDefault) is { } name)
        {
            return name;
        }

        if (chance.Slip(40))
        {
            return chance.Pick(WrongLiterals);
        }

        if (!type.IsNonNull && chance.Percent(8))
        {
            return "null";
        }

        switch (type.Nullable)
        {
            case ListType list when chance.Percent(15) && list.OfType.Nullable is not ListType:
                return Literal(list.OfType, NoVariable, depth: depth + 1); // a single value stands for a list of one
            case ListType list:
                var items = Enumerable.Range(0, depth >= MaxDepth ? 0 : chance.Below(4))
                    .Select(_ => Literal(list.OfType, variable, depth: depth + 1));
                return $"[{string.Join(chance.Pick([", ", " ", ",\n"]), items)}]";
            case InputObjectType input:
                return $"{{{string.Join(", ", ObjectFields(input, depth, f => $"{f.Name}: {Literal(f.Type, OneOf(input, variable), f.DefaultValue is not null, depth + 1)}", f => $"{f}: {chance.Pick(WrongLiterals)}"))}}}";
            case EnumType values:
                return chance.Pick(values.Values).Name;
            default:
                return Scalar(type.Named.Name);
        }
    }

    /// <summary>The JSON of a variable. Some in a hundred of its parts are wrong.</summary>
    public string Json(GraphQLType type, int wrongPercent, int depth = 0)
    {
        if (chance.Percent(wrongPercent))
        {
            return chance.Pick(WrongJson);
        }

        if (!type.IsNonNull && chance.Percent(8))
        {
            return "null";
        }

        switch (type.Nullable)
        {
            case ListType list when chance.Percent(15) && list.OfType.Nullable is not ListType:
                return Json(list.OfType, wrongPercent, depth + 1);
            case ListType list:
                var items =
                    Enumerable.Range(0, depth >= MaxDepth ? 0 : chance.Below(4)).Select(_ => Json(list.OfType, wrongPercent, depth + 1));
                return $"[{string.Join(',', items)}]";
            case InputObjectType input:
                return $"{{{string.Join(',', ObjectFields(input, depth, f => $"\"{f.Name}\":{Json(f.Type, wrongPercent, depth + 1)}", f => $"\"{f}\":1"))}}}";
            case EnumType values:
                return $"\"{chance.Pick(values.Values).Name}\"";
            default:
                return JsonScalar(type.Named.Name);
        }
    }

    private static string? NoVariable(GraphQLType type, bool hasDefault) => null;

    // The one field of a oneOf object takes variables that are never null.
    private static Func<GraphQLType, bool, string?> OneOf(InputObjectType input, Func<GraphQLType, bool, string?> variable) =>
        input.IsOneOf ? (type, hasDefault) => variable(type.IsNonNull ? type : new NonNullType(type), hasDefault) : variable;

    private List<string> ObjectFields(
        InputObjectType input, int depth, Func<InputValueDefinition, string> write, Func<string, string> writeUnknown)
    {
        var chosen = input.IsOneOf
            ? [chance.Pick(input.Fields)]
            : input.Fields
                .Where(f => (f.IsRequired && !chance.Slip(40)) || (depth < MaxDepth - 1 && chance.Percent(30)))
                .ToList();
        if (chance.Slip(40))
        {
            chosen.Add(chance.Pick(input.Fields));
        }

        var written = chosen.Select(f => input.IsOneOf ? WriteOneOf(f, write) : write(f)).ToList();
        if (chance.Slip(40))
        {
            written.Add(writeUnknown("unknown"));
        }

        return written;
    }

    // Null is no value for the field of a oneOf object: try again where it comes up.
    private string WriteOneOf(InputValueDefinition field, Func<InputValueDefinition, string> write)
    {
        var text = write(field);
        for (var i = 0; i < 5 && text.EndsWith("null", StringComparison.Ordinal) && !chance.Slip(10); i++)
        {
            text = write(field);
        }

        return text;
    }

    private string Scalar(string type) => type switch
    {
        "Int" => Number(),
        "Float" => chance.Pick(["0.5", "-0.0", "1e10", "1.5E-3", "123456789.125", "-7", "0", "3.0e+2", "99999999999999"]),
        "Boolean" => chance.Pick(["true", "false"]),
        "ID" => chance.Pick(["4", "\"4\"", "\"\"", "-12", "\"é\""]),
        "Even" => (chance.Below(1000) * 2).ToString(CultureInfo.InvariantCulture),
        "Day" => chance.Pick(["\"2024-02-29\"", "\"1999-12-31\"", "\"\"\"2000-01-01\"\"\""]),
        _ => Text(),
    };

    private string JsonScalar(string type) => type switch
    {
        "Int" => chance.OneIn(6) ? chance.Pick(["5.0", "1e2", "-0.0"]) : Number(),
        "Float" => chance.Pick(["0.5", "-0.0", "1e10", "1.5E-3", "123456789.125", "-7", "0", "3.0e+2", "99999999999999"]),
        "Boolean" => chance.Pick(["true", "false"]),
        "ID" => chance.Pick(["4", "\"4\"", "\"\"", "-12", "\"é\"", "5.0"]),
        "Even" => chance.Pick(["4", "-2", "0", "6.0"]),
        "Day" => chance.Pick(["\"2024-02-29\"", "\"1999-12-31\""]),
        _ => JsonSerializer.Serialize(chance.Pick(Texts)),
    };

    private string Number() => chance.Pick(["0", "-0", "1", "-1", "42", "2147483647", "-2147483648", "1000"]);

    private string Text()
    {
        var text = chance.Pick(Texts);
        if (chance.OneIn(4))
        {
            return chance.Pick(
                [
                    "\"\"\"\"\"\"", "\"\"\"\n      indented\n        more\n\n\"\"\"", "\"\"\"a \\\"\"\" b\"\"\"",
                    "\"\"\" \\u00e9 \\\"\"\" \"\"\"", "\"\"\"\t\r\n x\"\"\""
                ]);
        }

        var literal = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            literal.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ when chance.OneIn(5) => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
                _ when rune.IsBmp && chance.OneIn(5) => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => rune.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
