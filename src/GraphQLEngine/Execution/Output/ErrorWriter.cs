using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Writes errors as a response has them.</summary>
/// <remarks>Spec (September 2025) §7.1.7, Errors.</remarks>
internal static class ErrorWriter
{
    public static void Write(ResultWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.WriteRaw("\"errors\":["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
            {
                writer.Byte((byte)',');
            }

            Write(writer, errors[i]);
        }

        writer.Byte((byte)']');
    }

    private static void Write(ResultWriter writer, GraphQLError error)
    {
        writer.WriteRaw("{\"message\":"u8);
        writer.WriteString(error.Message);
        for (var i = 0; i < error.Locations.Count; i++)
        {
            writer.WriteRaw(i == 0 ? ",\"locations\":[{\"line\":"u8 : ",{\"line\":"u8);
            writer.WriteNumber(error.Locations[i].Line);
            writer.WriteRaw(",\"column\":"u8);
            writer.WriteNumber(error.Locations[i].Column);
            writer.WriteRaw(i == error.Locations.Count - 1 ? "}]"u8 : "}"u8);
        }

        if (error.Path is { } path)
        {
            writer.WriteRaw(",\"path\":"u8);
            WriteValue(writer, path);
        }

        writer.WriteRaw(",\"extensions\":{\"code\":"u8);
        writer.WriteString(error.Code);
        foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            if (key != "code")
            {
                writer.Byte((byte)',');
                writer.WriteString(key);
                writer.Byte((byte)':');
                WriteValue(writer, value);
            }
        }

        writer.WriteRaw("}}"u8);
    }

    // Extensions hold JSON-like values; anything else appears as its text.
    internal static void WriteValue(ResultWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case string s: writer.WriteString(s); break;
            case bool b: writer.WriteBoolean(b); break;
            case int i: writer.WriteNumber(i); break;
            case long l: writer.WriteNumber(l); break;
            case double d when double.IsFinite(d): writer.WriteNumber(d); break;
            case IReadOnlyDictionary<string, object?> map:
                writer.Byte((byte)'{');
                var isFirst = true;
                foreach (var (key, item) in map)
                {
                    writer.WriteRaw(isFirst ? ""u8 : ","u8);
                    writer.WriteString(key);
                    writer.Byte((byte)':');
                    WriteValue(writer, item);
                    isFirst = false;
                }

                writer.Byte((byte)'}');
                break;
            case System.Collections.IEnumerable list:
                writer.Byte((byte)'[');
                var isStart = true;
                foreach (var item in list)
                {
                    writer.WriteRaw(isStart ? ""u8 : ","u8);
                    WriteValue(writer, item);
                    isStart = false;
                }

                writer.Byte((byte)']');
                break;
            default: writer.WriteString(value.ToString()); break;
        }
    }
}
