using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Storage;

/// <summary>
/// Documents as JSON: camelCase, enums as <c>UPPER_SNAKE</c>, instants in ISO 8601 UTC, null and empty lists left out, so that
/// adding a property to a document does not change the JSON of those that do not use it.
/// </summary>
public static class DocumentJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <exception cref="JsonException">The JSON is not such a document.</exception>
    public static AdministrationDocument ReadAdministration(ReadOnlySpan<byte> json) =>
        Read<AdministrationDocument>(json);

    /// <exception cref="JsonException">The JSON is not such a document.</exception>
    public static ServiceTypeDocument ReadServiceType(ReadOnlySpan<byte> json) => Read<ServiceTypeDocument>(json);

    /// <exception cref="JsonException">The JSON is not such a document.</exception>
    public static DemarcheDocument ReadDemarche(ReadOnlySpan<byte> json) => Read<DemarcheDocument>(json);

    /// <exception cref="JsonException">The JSON is not such a document.</exception>
    public static EntryDocument Read(EntryKind kind, ReadOnlySpan<byte> json) => kind switch
    {
        EntryKind.Administration => ReadAdministration(json),
        EntryKind.ServiceType => ReadServiceType(json),
        EntryKind.Demarche => ReadDemarche(json),
        EntryKind.Notice => Read<NoticeDocument>(json),
        EntryKind.LocalComplement => Read<LocalComplementDocument>(json),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A property of a document, read alone: <c>openingHours</c>.</summary>
    /// <exception cref="JsonException">The JSON is no such thing.</exception>
    internal static T ReadBlock<T>(ReadOnlySpan<byte> json) => Read<T>(json);

    /// <summary>The document in canonical form, every text clean: see <see cref="CanonicalJson"/>, <see cref="PlainText"/>.</summary>
    public static byte[] Write(EntryDocument document) => PlainJson.Clean(WriteAsIs(document));

    /// <summary>The document in canonical form, its texts as they came: for those who say what is cleaned.</summary>
    internal static byte[] WriteAsIs(EntryDocument document) =>
        CanonicalJson.Of(JsonSerializer.SerializeToUtf8Bytes(document, Options.GetTypeInfo(document.GetType())));

    /// <summary>A part of a document (an address, a channel) as text, for forms to carry along; clean, as it comes back.</summary>
    public static string WritePart<T>(T part) =>
        PlainText.Clean(JsonSerializer.Serialize(part, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T))));

    /// <summary>What <see cref="WritePart{T}"/> wrote; null for anything else, since it comes back from a browser.</summary>
    public static T? ReadPart<T>(string? json)
        where T : class
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)))
            ?? throw new JsonException("A document is not null.");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 32,
            // Not source-generated: generated readers set an absent list to null instead of leaving it empty.
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false));
        options.Converters.Add(new DemarcheCost.Reader());
        options.Converters.Add(new DemarcheDelay.Reader());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new LocalDateConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType != typeof(string)
                && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
            }
            else if (property.PropertyType.IsEnum)
            {
                // The first member is the one that an absent property means.
                property.ShouldSerialize = property.IsRequired
                    ? null
                    : static (_, value) => value is Enum member
                        && Convert.ToInt32(member, System.Globalization.CultureInfo.InvariantCulture) != 0;
            }
            else if (property.PropertyType == typeof(bool) && !property.IsRequired)
            {
                property.ShouldSerialize = static (_, value) => value is true;
            }
        }
    }
}
