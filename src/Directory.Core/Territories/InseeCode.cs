using System.Text.Json;
using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Territories;

/// <summary>
/// The code of a commune in INSEE's official geographic code: five characters (<c>69266</c>, <c>2A004</c>), never a
/// number. Municipal arrondissements and former communes have one too.
/// </summary>
[JsonConverter(typeof(InseeCodeConverter))]
public readonly record struct InseeCode : IComparable<InseeCode>
{
    private readonly string? _value;

    private InseeCode(string value) => _value = value;

    /// <summary>The five characters.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An InseeCode was not initialised.");

    /// <summary>The département: two characters, three overseas (<c>974</c>, <c>988</c>).</summary>
    public string DepartementCode => Value.StartsWith("97", StringComparison.Ordinal)
        || Value.StartsWith("98", StringComparison.Ordinal) ? Value[..3] : Value[..2];

    /// <exception cref="FormatException"><paramref name="text"/> is not five characters of the right form.</exception>
    public static InseeCode Parse(string text) => TryParse(text, out var code)
        ? code
        : throw new FormatException($"'{text}' is not an INSEE code: five characters such as 69266 or 2A004.");

    /// <summary>Reads five digits, the second of which may be A or B after a 2 (Corsica).</summary>
    public static bool TryParse(string? text, out InseeCode code)
    {
        code = default;
        if (text is not { Length: 5 })
        {
            return false;
        }

        for (var i = 0; i < 5; i++)
        {
            var isCorsican = i == 1 && text[0] == '2' && text[1] is ('A' or 'B');
            if (!char.IsAsciiDigit(text[i]) && !isCorsican)
            {
                return false;
            }
        }

        code = new InseeCode(text);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(InseeCode other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(InseeCode left, InseeCode right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(InseeCode left, InseeCode right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(InseeCode left, InseeCode right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(InseeCode left, InseeCode right) => left.CompareTo(right) >= 0;
}

internal sealed class InseeCodeConverter : JsonConverter<InseeCode>
{
    public override InseeCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InseeCode.TryParse(reader.GetString(), out var code)
            ? code
            : throw new JsonException("An INSEE code has five characters, such as 69266 or 2A004.");

    public override void Write(Utf8JsonWriter writer, InseeCode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
