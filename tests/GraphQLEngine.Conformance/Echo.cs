using System.Buffers;
using System.Collections;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>The arguments of a field as they reached its resolver, written as JSON in the order of their definitions.</summary>
internal sealed record Echo(byte[] Utf8)
{
    public static Echo Arguments(ResolverContext context)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        foreach (var argument in context.Field.Arguments.Where(a => context.HasArgument(a.Name)))
        {
            writer.WritePropertyName(argument.Name);
            Write(writer, context.Argument<object>(argument.Name));
        }

        writer.WriteEndObject();
        writer.Flush();
        return new Echo(output.WrittenSpan.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool b: writer.WriteBooleanValue(b); break;
            case int i: writer.WriteNumberValue(i); break;
            case double d: writer.WriteNumberValue(d); break;
            case string s: writer.WriteStringValue(s); break;
            case Even even: writer.WriteNumberValue(even.Value); break;
            case Day day: writer.WriteStringValue(day.Value); break;
            case InputObject input:
                writer.WriteStartObject();
                foreach (var field in input.Type.Fields.Where(f => input.Has(f.Name)))
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, input.Get<object>(field.Name));
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"No JSON for {value.GetType().Name}.");
        }
    }
}
