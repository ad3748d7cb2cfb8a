using System.Globalization;
using System.Text.Json;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Territories;

/// <summary>
/// One JSON object of the territory files, read field by field. The first field that does not fit makes
/// <see cref="Problem"/>; the record is then rejected with it.
/// </summary>
internal sealed class TerritoryRecord(JsonElement element)
{
    private const int MaxNameLength = 200;

    /// <summary>What is wrong, in English; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The offending value.</summary>
    public string? Excerpt { get; private set; }

    public string Text(string field)
    {
        var text = OptionalText(field);
        return text ?? Fail(field, "is missing", "");
    }

    /// <summary>The record's key for a report, whatever else is wrong with it; null where there is none.</summary>
    public string? Key => element.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.String
        ? Decoded(code)
        : null;

    public string? OptionalText(string field)
    {
        if (!element.TryGetProperty(field, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return Fail(field, "is not a text", value.GetRawText());
        }

        var text = Decoded(value)?.Trim();
        if (text is null or { Length: > MaxNameLength } || text.Any(char.IsControl))
        {
            return Fail(
                field, $"is longer than {MaxNameLength} characters or holds control characters", text ?? "");
        }

        return text.Length > 0 ? text : null; // Mayotte's communes have the arrondissement ""
    }

    public InseeCode Code(string field) => OptionalCode(field) ?? FailCode(field, "is missing", "");

    public InseeCode? OptionalCode(string field) => OptionalText(field) is not { } text
        ? null
        : InseeCode.TryParse(text, out var code) ? code : FailCode(field, "is not an INSEE code", text);

    /// <summary>A text of digits (the second character may be A or B where asked), of one of two lengths.</summary>
    public string Digits(string field, int minLength, int maxLength, bool corsican = false)
    {
        var text = Text(field);
        var fits = text.Length >= minLength && text.Length <= maxLength
            && !text.Where((c, i) => !char.IsAsciiDigit(c) && !(corsican && i == 1 && c is 'A' or 'B')).Any();
        return Problem is not null || fits ? text : Fail(field, "is not a code of the expected form", text);
    }

    public int? OptionalCount(string field)
    {
        if (!element.TryGetProperty(field, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        Fail(field, "is not a count", value.GetRawText());
        return null;
    }

    /// <summary>INSEE's number; for the overseas lands that have none, what the first letter says.</summary>
    public NameLink Link(string field, string name)
    {
        var number = OptionalCount(field);
        if (number is null)
        {
            var folded = TextFolding.Fold(name);
            return folded.Length > 0 && "aeiouh".Contains(folded[0], StringComparison.Ordinal)
                ? NameLink.Vowel
                : NameLink.Consonant;
        }

        if (number > (int)NameLink.Los)
        {
            Fail(field, "is not one of INSEE's numbers 0 to 8", number.Value.ToString(CultureInfo.InvariantCulture));
        }

        return (NameLink)number;
    }

    public TerritoryZone Zone(string field) => Text(field) switch
    {
        "metro" => TerritoryZone.Metropole,
        "drom" => TerritoryZone.Drom,
        "com" => TerritoryZone.Com,
        var text => FailZone(field, text),
    };

    /// <summary>The texts of an array; empty where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (!element.TryGetProperty(field, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind is not JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String))
        {
            Fail(field, "is not an array of texts", value.GetRawText());
            return [];
        }

        return [.. value.EnumerateArray().Select(item => Decoded(item) ?? Fail(field, "holds half a character", ""))];
    }

    /// <summary>The objects of an array; empty where the field is absent.</summary>
    public IReadOnlyList<TerritoryRecord> Objects(string field)
    {
        if (!element.TryGetProperty(field, out var value)
            || value.ValueKind is not JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.Object))
        {
            Fail(field, "is not an array of objects", "");
            return [];
        }

        return [.. value.EnumerateArray().Select(item => new TerritoryRecord(item))];
    }

    // Null for an escaped half of a surrogate pair, which is no text.
    private static string? Decoded(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string Fail(string field, string problem, string excerpt)
    {
        if (Problem is null)
        {
            Problem = $"\"{field}\" {problem}.";
            Excerpt = excerpt.Length > 200 ? excerpt[..200] : excerpt;
        }

        return "";
    }

    private InseeCode FailCode(string field, string problem, string excerpt)
    {
        Fail(field, problem, excerpt);
        return default;
    }

    private TerritoryZone FailZone(string field, string excerpt)
    {
        Fail(field, "is none of metro, drom, com", excerpt);
        return default;
    }
}
