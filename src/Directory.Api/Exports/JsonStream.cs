using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Exports;

/// <summary>Writes JSON values one after the other to a stream, through a buffer of some KiB.</summary>
internal static class JsonStream
{
    private const int Held = 64 << 10;

    /// <summary>Writes each item as JSON, with what stands between two of them.</summary>
    public static void Write<T>(
        Stream output, IEnumerable<T> items, string between, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Held);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var isFirst = true;
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isFirst)
            {
                Encoding.UTF8.GetBytes(between.AsSpan(), buffer);
            }

            isFirst = false;
            write(json, item);
            json.Flush();
            json.Reset();
            if (buffer.WrittenCount >= Held)
            {
                output.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        output.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a text of a record as it is there, escaped already; nothing where it is absent.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, JsonText text)
    {
        if (!text.IsNull)
        {
            json.WritePropertyName(name);
            json.WriteTextValue(text);
        }
    }

    /// <inheritdoc cref="WriteText"/>
    public static void WriteTextValue(this Utf8JsonWriter json, JsonText text)
    {
        var quoted = ArrayPool<byte>.Shared.Rent(text.Span.Length + 2);
        quoted[0] = quoted[text.Span.Length + 1] = (byte)'"';
        text.Span.CopyTo(quoted.AsSpan(1));
        json.WriteRawValue(quoted.AsSpan(0, text.Span.Length + 2), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(quoted);
    }

    /// <summary>Writes a text; nothing where it is absent.</summary>
    public static void WriteIfAny(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>Writes an instant in ISO 8601, UTC; nothing where it is absent.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, Instant? instant) =>
        json.WriteIfAny(name, instant is { } at ? InstantPattern.General.Format(at) : null);

    /// <summary>Writes a day; nothing where it is absent.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string name, LocalDate? day) =>
        json.WriteIfAny(name, day is { } date ? LocalDatePattern.Iso.Format(date) : null);

    /// <summary>Writes whom to name, under which licence.</summary>
    public static void WriteSource(this Utf8JsonWriter json, AdministrationRecord administration)
    {
        var source = Sources.Of(administration.Source.ToString());
        json.WriteStartObject("source");
        json.WriteString("name", source.Name);
        json.WriteText("attribution", administration.Attribution);
        json.WriteIfAny("licence", source.Licence);
        json.WriteIfAny("url", source.Url);
        json.WriteBoolean("editedLocally", administration.IsEditedLocally);
        json.WriteEndObject();
    }
}
