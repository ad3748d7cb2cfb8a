using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Sample;

/// <summary>
/// The demonstration sample: plausible administrations of two départements in two time zones, embedded here. Hours,
/// numbers and addresses are invented; telephone numbers are of the ranges set aside for fiction and web names end in
/// <c>.example</c>, so that nobody is ever called.
/// </summary>
internal sealed class SampleReader(TerritoryIndex territories)
{
    private const string ResourcePrefix = "PublicDirectory.Importers.Sample.";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <summary>All records of all embedded files, file by file in the order of their names.</summary>
    /// <exception cref="SourceFileException">A record does not fit; the message says which and why.</exception>
    public IEnumerable<SourceRecord> Read()
    {
        var assembly = typeof(SampleReader).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0)
        {
            throw new InvalidOperationException("The sample is not embedded: see Importers.csproj.");
        }

        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var record in Read(stream, name[ResourcePrefix.Length..]))
            {
                yield return record;
            }
        }
    }

    /// <summary>The records of one file.</summary>
    /// <inheritdoc cref="Read()" path="/exception"/>
    public IReadOnlyList<SourceRecord> Read(Stream stream, string fileName)
    {
        SampleFile file;
        try
        {
            file = JsonSerializer.Deserialize<SampleFile>(stream, Options)
                ?? throw new SourceFileException($"{fileName} is empty.");
        }
        catch (JsonException exception)
        {
            throw new SourceFileException($"{fileName}, line {exception.LineNumber + 1}: {exception.Message}", exception);
        }

        var records = new List<SourceRecord>(file.Administrations.Count);
        foreach (var administration in file.Administrations)
        {
            try
            {
                records.Add(Record(administration, file, records.Count + 1));
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                throw new SourceFileException($"{fileName}, {administration.Key}: {exception.Message}", exception);
            }
        }

        return records;
    }

    private SourceRecord Record(SampleAdministration source, SampleFile file, int number)
    {
        var commune = Commune(source.Commune);
        var verifiedOn = LocalDatePattern.Iso.Parse(file.VerifiedOn).GetValueOrThrow();
        return new SourceRecord
        {
            Key = source.Key,
            ParentKey = source.Parent,
            Place = new RecordPlace(number, 0, 0),
            Document = new AdministrationDocument
            {
                Name = source.Name,
                Acronym = source.Acronym,
                Mission = source.Mission,
                Types = source.Types,
                Commune = commune.Code,
                Addresses = [.. source.Addresses.Select(address => Address(address, commune))],
                Accessibility = source.Accessibility,
                OpeningHours = Schedule(source),
                Channels = [.. source.Channels.Select(Channel)],
                Competences = [.. source.Types.Select(type => Competence(type, source.Serves))
                    .Where(_ => source.Serves.Count > 0)],
                ExternalIds = [new ExternalId(ExternalIdSchemes.Sample, source.Key)],
                Provenance = new Provenance
                {
                    Source = Sources.Sample.Code,
                    VerifiedAt = verifiedOn.AtMidnight().InUtc().ToInstant(),
                },
            },
        };
    }

    private static Address Address(SampleAddress source, Commune commune) => new()
    {
        Kind = source.Kind,
        Lines = source.Lines,
        PostalCode = source.PostalCode,
        City = source.City,
        Commune = commune.Code,
        Location = source.At switch
        {
            null => null,
            [var latitude, var longitude] => new GeoPoint(latitude, longitude),
            _ => throw new FormatException("\"at\" is a latitude and a longitude."),
        },
    };

    private static OpeningSchedule? Schedule(SampleAdministration source)
    {
        if (source.Hours is null && source.HoursUnread is null && source.HoursComment is null)
        {
            return null;
        }

        return Checked(new OpeningSchedule
        {
            Regular = source.Hours is null ? [] : HoursNotation.Parse(source.Hours),
            Unread =
            [
                .. (source.HoursUnread ?? new Dictionary<string, string>()).Select(item => new UnreadText
                {
                    Days = HoursNotation.ParseDays(item.Key),
                    Text = item.Value,
                }),
            ],
            Comment = source.HoursComment,
            PublicHolidays = source.PublicHolidays,
        });
    }

    private static ContactChannel Channel(SampleChannel source) => new()
    {
        Kind = source.Kind,
        Value = source.Value,
        Label = source.Label,
        OpeningHours = source.Hours is null
            ? null
            : Checked(new OpeningSchedule
            {
                Regular = HoursNotation.Parse(source.Hours),
                PublicHolidays = PublicHolidayPolicy.Closed,
            }),
        Cost = source.Cost,
        AnswersWithin = source.AnswersWithin,
        Accessible = source.Accessible,
        Audience = source.Audience,
    };

    private static OpeningSchedule Checked(OpeningSchedule schedule) => schedule.Validate() is [var error, ..]
        ? throw new FormatException($"hours: {error.Path}: {error.Message}")
        : schedule;

    private Competence Competence(string type, IReadOnlyList<string> serves)
    {
        var (communes, departements, regions, wholeCountry) =
            (new SortedSet<InseeCode>(), new List<string>(), new List<string>(), false);
        foreach (var place in serves)
        {
            switch (place.Split(':'))
            {
                case ["country"]:
                    wholeCountry = true;
                    break;
                case ["region", var code] when territories.FindRegion(code) is not null:
                    regions.Add(code);
                    break;
                case ["departement", var code] when territories.FindDepartement(code) is not null:
                    departements.Add(code);
                    break;
                case ["arrondissement", var code] when territories.FindArrondissement(code) is not null:
                    communes.UnionWith(territories.CommunesOfArrondissement(code).Select(commune => commune.Code));
                    break;
                case ["epci", var code] when territories.FindEpci(code) is not null:
                    communes.UnionWith(territories.CommunesOfEpci(code).Select(commune => commune.Code));
                    break;
                case ["commune", var code]:
                    communes.Add(Commune(code).Code);
                    break;
                default:
                    throw new FormatException($"\"{place}\" is no place that the territories know: are they imported?");
            }
        }

        return new Competence
        {
            ServiceType = type,
            Basis = CompetenceBasis.Declared,
            WholeCountry = wholeCountry,
            Regions = regions,
            Departements = departements,
            Communes = [.. communes],
        };
    }

    private Commune Commune(string code) => territories.CurrentCommune(code)
        ?? throw new FormatException($"No commune has the code {code}: are the territories imported?");
}
