using System.Text;
using System.Text.Json;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// A text inside a record, in UTF-8 and already escaped for JSON, without its quotes: the API copies <see cref="Span"/>
/// to the response as it is. The default value is the absent text.
/// </summary>
/// <remarks>Only what JSON demands is escaped (quote, backslash, control characters); accents are raw.</remarks>
public readonly struct JsonText : IRecordView<JsonText>, IEquatable<JsonText>
{
    private readonly byte[]? _block;
    private readonly int _start;
    private readonly int _length;

    internal JsonText(byte[] block, int start, int length) => (_block, _start, _length) = (block, start, length);

    /// <summary>Whether the text is absent, which differs from empty.</summary>
    public bool IsNull => _block is null;

    /// <summary>The escaped bytes; empty when the text is absent.</summary>
    public ReadOnlySpan<byte> Span => _block.AsSpan(_start, _length);

    /// <summary>The escaped bytes, for writers that keep them; empty when the text is absent.</summary>
    public ReadOnlyMemory<byte> Memory => _block.AsMemory(_start, _length);

    /// <summary>Whether both texts have the same bytes; absent equals absent only.</summary>
    public static bool operator ==(JsonText left, JsonText right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(JsonText left, JsonText right) => !left.Equals(right);

    /// <summary>A text of its own, outside any record.</summary>
    public static JsonText From(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var writer = new BlockWriter();
        writer.Escaped(text);
        var block = writer.ToArray();
        return new JsonText(block, 0, block.Length);
    }

    /// <summary>The text without escapes, or null when it is absent.</summary>
    public string? AsString() => IsNull ? null : ToString();

    /// <summary>The text without escapes; empty when it is absent.</summary>
    public override string ToString()
    {
        var span = Span;
        if (!span.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(span);
        }

        // The reader of the platform knows every escape; such texts are rare enough for the copy in quotes.
        var quoted = new byte[span.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        span.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    /// <summary>The text without escapes, in the buffer if it fits there.</summary>
    internal ReadOnlySpan<char> ToString(Span<char> buffer) =>
        Span.Length <= buffer.Length && !Span.Contains((byte)'\\')
            ? buffer[..Encoding.UTF8.GetChars(Span, buffer)]
            : ToString();

    /// <inheritdoc/>
    public bool Equals(JsonText other) => IsNull == other.IsNull && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    static JsonText IRecordView<JsonText>.At(byte[] block, int start) => Block.Text(block, ref start);
}
