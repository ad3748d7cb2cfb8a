using System.Globalization;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>
/// The values of every field, from the path of its name through the response alone. <c>reference.mjs</c> makes the same
/// by the same rule: change both.
/// </summary>
internal static class FixedData
{
    private static readonly string[] Texts = ["", "plain", "é", "😀 \"quoted\" \\", "a\nb\tc\u0001", "</script>", "\u2028\u007f"];

    private enum Outcome
    {
        Right,
        Null,
        Throw,
        Wrong,
    }

    public static long? Int(Place place) => From<long?>(place, h => (long)(int)h, h => 2147483648L + h);

    public static double? Float(Place place) => From<double?>(place, h => (h % 100000 / 8.0) - 5000, _ => double.NaN);

    public static bool? Boolean(Place place) => From(place, h => (bool?)(h % 2 == 0), _ => null);

    public static string? Id(Place place) => From(place, h => (string?)Text($"id{h}"), _ => null);

    public static string? String(Place place) => From(place, h => (string?)Texts[h % Texts.Length], _ => null);

    public static string? Enum(EnumType type, Place place) =>
        From(place, h => type.Values[(int)(h % type.Values.Count)].Name, _ => "NOT_A_VALUE");

    public static Even? Even(Place place) => From(place, h => (Even?)new Even(h % 1000 * 2), _ => new Even(1));

    public static Day? Day(Place place) =>
        From(place, h => (Day?)new Day(Text($"20{10 + (h % 90)}-0{1 + (h % 9)}-1{h % 10}")), _ => new Day("soon"));

    public static Item? Object(CompositeType type, Place place)
    {
        if (type is ObjectType)
        {
            return From(place, _ => (Item?)new Item(type.Name, place.Seed, place.Faults), _ => null);
        }

        var types = type.PossibleTypes.Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        return From(place, h => new Item(types[h % types.Length], place.Seed, place.Faults), _ => new Item(null, place.Seed, place.Faults));
    }

    public static IReadOnlyList<T>? List<T>(Place place, Func<Place, T> item)
    {
        T[] Items(uint h) => [.. Enumerable.Range(0, (int)(h % 4)).Select(i => item(place.At(i)))];
        return From<IReadOnlyList<T>?>(place, Items, h => new BrokenList<T>(Items(h)));
    }

    private static T From<T>(Place place, Func<uint, T> right, Func<uint, T> wrong)
    {
        var outcome = Hash($"{place.Seed}?") % 100 < place.Faults ? (Outcome)(1 + (Hash($"{place.Seed}!") % 3)) : Outcome.Right;
        return outcome switch
        {
            Outcome.Right => right(Hash(place.Seed)),
            Outcome.Wrong => wrong(Hash(place.Seed)),
            Outcome.Throw when !place.IsItem => throw new InvalidOperationException("No."),
            _ => default!,
        };
    }

    private static uint Hash(string text)
    {
        var h = 0x811c9dc5u;
        foreach (var c in text)
        {
            h = unchecked((h ^ c) * 0x01000193u);
        }

        h = unchecked((h ^ (h >> 15)) * 0x2c1b3c6du);
        return h ^ (h >> 12);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a value stands.</summary>
internal readonly record struct Place(string Seed, int Faults, bool IsItem = false)
{
    public Place At(int index) => new($"{Seed}[{index.ToString(CultureInfo.InvariantCulture)}]", Faults, IsItem: true);
}

/// <summary>An object; without type name, one whose type cannot be told.</summary>
internal sealed record Item(string? TypeName, string Seed, int Faults);

/// <summary>A value of the scalar Even, right or wrong.</summary>
internal readonly record struct Even(long Value);

/// <summary>A value of the scalar Day, right or wrong.</summary>
internal readonly record struct Day(string Value);
