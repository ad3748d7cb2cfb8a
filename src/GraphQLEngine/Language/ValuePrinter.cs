using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>Writes values back as text that reads as the same value.</summary>
public static class ValuePrinter
{
    /// <summary>The value on one line.</summary>
    public static string Print(ValueNode value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A string between double quotes, escaped.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder();
        AppendQuoted(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: text.Append('$').Append(variable.Name); break;
            case IntValueNode number: text.Append(number.Text); break;
            case FloatValueNode number: text.Append(number.Text); break;
            case StringValueNode s: AppendQuoted(text, s.Value); break;
            case BooleanValueNode b: text.Append(b.Value ? "true" : "false"); break;
            case NullValueNode: text.Append("null"); break;
            case EnumValueNode e: text.Append(e.Name); break;
            case ListValueNode list:
                text.Append('[');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Append(text.Append(i == 0 ? "" : ", "), list.Items[i]);
                }

                text.Append(']');
                break;
            case ObjectValueNode o:
                text.Append('{');
                for (var i = 0; i < o.Fields.Count; i++)
                {
                    Append(text.Append(i == 0 ? "" : ", ").Append(o.Fields[i].Name).Append(": "), o.Fields[i].Value);
                }

                text.Append('}');
                break;
        }
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
