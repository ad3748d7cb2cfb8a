using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Sample;

/// <summary>
/// The démarches of the sample: some twenty of the most usual ones in our own words, from the embedded
/// <c>demarches.json</c>, whose shape follows <see cref="DemarcheDocument"/>.
/// </summary>
internal static class SampleDemarches
{
    private const string ResourceName = "PublicDirectory.Importers.sample-demarches.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <summary>All of them, in the order of the file.</summary>
    /// <exception cref="JsonException">The file does not fit.</exception>
    public static IReadOnlyList<SourceRecord> Read()
    {
        using var stream = typeof(SampleDemarches).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is not embedded.");
        var file = JsonSerializer.Deserialize<File>(stream, Options)!;
        var verifiedAt = LocalDatePattern.Iso.Parse(file.VerifiedOn).GetValueOrThrow().AtMidnight().InUtc().ToInstant();
        return
        [
            .. file.Demarches.Select((source, index) => new SourceRecord
            {
                Key = KeyOf(source.Key),
                Place = new RecordPlace(index + 1, 0, 0),
                Document = Document(source) with
                {
                    ExternalIds = [new ExternalId(ExternalIdSchemes.Sample, KeyOf(source.Key))],
                    Provenance = new Provenance { Source = Sources.Sample.Code, VerifiedAt = verifiedAt },
                },
            }),
        ];
    }

    private static string KeyOf(string key) => $"demarche-{key}";

    private static DemarcheDocument Document(Demarche source) => new()
    {
        Title = source.Title,
        Summary = source.Summary,
        Audiences = source.Audiences,
        Themes = source.Themes,
        LifeEvents = source.LifeEvents,
        Keywords = source.Keywords,
        Situations = source.Situations,
        RequiredDocuments = source.RequiredDocuments,
        Steps = source.Steps,
        OnlineServices = source.OnlineServices,
        Forms = source.Forms,
        Cost = source.Cost is { } cost
            ? [new DemarcheCost { Text = cost, Amount = FicheFigures.AmountIn(cost), Currency = FicheFigures.AmountIn(cost) is null
                ? null
                : "EUR" }]
            : [],
        Delay = source.Delay is { } delay ? [new DemarcheDelay { Text = delay, Duration = FicheFigures.DurationIn(delay) }] : [],
        HandledBy = source.HandledBy,
        Contacts = source.Contacts,
        Related = [.. source.Related.Select(key => new ExternalId(ExternalIdSchemes.Sample, KeyOf(key)))],
        Passages =
        [
            new Passage { Text = source.Summary },
            .. source.Steps.Select(step => new Passage
            {
                Heading = step.Title,
                Level = 1,
                Text = step.Body ?? step.Title,
                Situation = step.Situation,
            }),
        ],
        Url = source.Url,
        Provenance = new Provenance { Source = Sources.Sample.Code },
    };

    private sealed record File(string Comment, string VerifiedOn, IReadOnlyList<Demarche> Demarches);

    private sealed record Demarche
    {
        public required string Key { get; init; }

        public required string Title { get; init; }

        public required string Summary { get; init; }

        public required IReadOnlyList<Audience> Audiences { get; init; }

        public required IReadOnlyList<Theme> Themes { get; init; }

        public IReadOnlyList<LifeEvent> LifeEvents { get; init; } = [];

        public IReadOnlyList<string> Keywords { get; init; } = [];

        public IReadOnlyList<Situation> Situations { get; init; } = [];

        public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];

        public IReadOnlyList<DemarcheStep> Steps { get; init; } = [];

        public IReadOnlyList<OnlineService> OnlineServices { get; init; } = [];

        public IReadOnlyList<Form> Forms { get; init; } = [];

        public string? Cost { get; init; }

        public string? Delay { get; init; }

        public IReadOnlyList<string> HandledBy { get; init; } = [];

        public IReadOnlyList<DemarcheContact> Contacts { get; init; } = [];

        /// <summary>Keys of this file.</summary>
        public IReadOnlyList<string> Related { get; init; } = [];

        public required string Url { get; init; }
    }
}
