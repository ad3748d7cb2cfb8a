using System.Globalization;
using System.Text.Json;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using Sayer = System.Func<PublicDirectory.Extranet.Comparison.Comparing, byte[]?, byte[]?, System.Collections.Generic.IReadOnlyList<PublicDirectory.Extranet.Comparison.ComparedGroup>>;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>How each block of a document is said. A block that is not listed is said plainly, value by value.</summary>
internal static class BlockWords
{
    // In the order in which people read them; a new kind of document adds its blocks here.
    // Without words of its own, a block is said value by value.
    private static readonly (string Block, Sayer? Say)[] All =
    [
        ("name", null), ("title", null), ("label", null), ("code", null), ("acronym", null),
        ("types", Types("Natures")),
        ("parent", AdministrationWords.Parent),
        ("demarche", ComplementWords.Demarche), ("departement", ComplementWords.Departement),
        ("mission", null), ("description", null), ("summary", null), ("body", null), ("text", null),
        ("level", NoticeWords.Level), ("from", NoticeWords.Moment), ("until", NoticeWords.Moment), ("concerns", NoticeWords.Concerns),
        ("commune", AdministrationWords.Commune),
        ("addresses", AddressWords.Of),
        ("channels", AdministrationWords.Channels),
        ("unread", null),
        ("openingHours", ScheduleWords.Of),
        ("notices", AdministrationWords.Notices),
        ("peakTimes", AdministrationWords.PeakTimes),
        ("accessibility", AdministrationWords.Access),
        ("competences", CompetenceWords.Of),
        ("responsible", AdministrationWords.Responsible),
        ("audiences", DemarcheWords.Audiences),
        ("themes", DemarcheWords.Themes),
        ("lifeEvents", DemarcheWords.LifeEvents),
        ("keywords", DemarcheWords.Keywords),
        ("situations", DemarcheWords.Situations),
        ("requiredDocuments", DemarcheWords.RequiredDocuments),
        ("steps", DemarcheWords.Steps),
        ("onlineServices", DemarcheWords.OnlineServices),
        ("forms", DemarcheWords.Forms),
        ("cost", DemarcheWords.Cost),
        ("delay", DemarcheWords.Delay),
        ("handledBy", Types("Services")),
        ("contacts", DemarcheWords.Contacts),
        ("related", ExternalIds),
        ("passages", DemarcheWords.Passages),
        ("url", null),
        ("basis", ComplementWords.Basis),
        ("externalIds", ExternalIds),
    ];

    private static readonly Dictionary<string, int> Orders = All.Select((item, index) => (item.Block, index))
        .ToDictionary(item => item.Block, item => item.index, StringComparer.Ordinal);

    /// <summary>The place of a block among the others; unknown ones come last.</summary>
    public static int OrderOf(string block) => Orders.GetValueOrDefault(block, int.MaxValue);

    public static IReadOnlyList<ComparedGroup> Of(Comparing comparing, string block, byte[]? before, byte[]? after)
    {
        // The delay of a local complement is a text, compared by words.
        var groups = !(block == "delay" && IsText(before) && IsText(after))
            && Orders.TryGetValue(block, out var index)
            && All[index].Say is { } say
            ? say(comparing, before, after)
            : Plain(comparing, block, before, after);
        // Nothing that differs may look the same: what its words leave out is said value by value.
        return before.AsSpan().SequenceEqual(after) || groups.Any(group => group.Omitted > 0 || group.Rows.Any(row => row.IsChanged))
            ? groups
            : [.. groups, .. Plain(comparing, block, before, after)];
    }

    private static bool IsText(byte[]? json) => json is null || json[0] == '"';

    /// <summary>The block as its own type; the type's default where it is absent.</summary>
    public static T? Read<T>(byte[]? json) => json is null ? default : DocumentJson.ReadBlock<T>(json);

    /// <inheritdoc cref="Read{T}"/>
    public static IReadOnlyList<T> ReadList<T>(byte[]? json) => Read<IReadOnlyList<T>>(json) ?? [];

    private static Sayer Types(string label) => (comparing, before, after) =>
        [new ComparedGroup(null, [Comparing.Set(label, ReadList<string>(before), ReadList<string>(after), comparing.Names.Type)])];

    private static IReadOnlyList<ComparedGroup> ExternalIds(Comparing comparing, byte[]? before, byte[]? after)
    {
        return [comparing.List(null, Said(before), Said(after), isOrdered: false)];

        static IEnumerable<Said> Said(byte[]? json) =>
            ReadList<ExternalId>(json).Select(id => new Said($"{id.Scheme} {id.Value}", id.Scheme, id.Value));
    }

    // Any JSON at all: a text is compared by words, the values of anything else one by one.
    private static IReadOnlyList<ComparedGroup> Plain(Comparing comparing, string block, byte[]? before, byte[]? after)
    {
        var (was, will) = (Values(block, before), Values(block, after));
        return [new ComparedGroup(null, [.. was.Keys.Union(will.Keys).Take(Comparing.MaxNamed)
            .Select(path => comparing.Text(path, was.GetValueOrDefault(path), will.GetValueOrDefault(path)))])];
    }

    private static Dictionary<string, string> Values(string block, byte[]? json)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is not null)
        {
            using var document = JsonDocument.Parse(json);
            Add("", document.RootElement);
        }

        return values;

        void Add(string path, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                    {
                        Add(path.Length == 0 ? BlockNames.Of(property.Name) : $"{path}, {BlockNames.Of(property.Name)}", property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    var number = 0;
                    foreach (var item in value.EnumerateArray())
                    {
                        number++;
                        Add(string.Create(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "" : path + " ")}{number}"), item);
                    }

                    break;
                default:
                    values[path.Length == 0 ? BlockNames.Of(block) : path] = value.ValueKind switch
                    {
                        JsonValueKind.True => "oui",
                        JsonValueKind.False => "non",
                        _ => value.ToString(),
                    };
                    break;
            }
        }
    }
}
