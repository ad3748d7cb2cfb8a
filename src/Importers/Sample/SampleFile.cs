using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Importers.Sample;

/// <summary>A file of the sample: the administrations of one département, as people edit them.</summary>
internal sealed record SampleFile
{
    /// <summary>What the file is, for whoever opens it.</summary>
    public required string Comment { get; init; }

    /// <summary>The day on which all of it counts as checked, ISO 8601.</summary>
    public required string VerifiedOn { get; init; }

    public required IReadOnlyList<SampleAdministration> Administrations { get; init; }
}

/// <summary>One administration; the shape follows <see cref="AdministrationDocument"/>.</summary>
internal sealed record SampleAdministration
{
    /// <summary>The stable key: type, code of the commune, and a word where there are several.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    public string? Acronym { get; init; }

    public string? Mission { get; init; }

    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The key of the administration that it belongs to.</summary>
    public string? Parent { get; init; }

    public required string Commune { get; init; }

    public IReadOnlyList<SampleAddress> Addresses { get; init; } = [];

    public Accessibility? Accessibility { get; init; }

    /// <summary>In <see cref="HoursNotation"/>.</summary>
    public string? Hours { get; init; }

    public string? HoursComment { get; init; }

    /// <summary>Texts that stay unread, by days (<c>sam</c>): « semaines paires ».</summary>
    public IReadOnlyDictionary<string, string>? HoursUnread { get; init; }

    public PublicHolidayPolicy PublicHolidays { get; init; }

    public IReadOnlyList<SampleChannel> Channels { get; init; } = [];

    /// <summary>
    /// The places served, each <c>commune:69266</c>, <c>arrondissement:692</c>, <c>epci:200046977</c>,
    /// <c>departement:69</c>, <c>region:03</c> or <c>country</c>. Arrondissements and EPCI are written out by commune.
    /// </summary>
    public IReadOnlyList<string> Serves { get; init; } = [];
}

/// <summary>An address; <see cref="At"/> is latitude and longitude.</summary>
internal sealed record SampleAddress
{
    public AddressKind Kind { get; init; }

    public IReadOnlyList<string> Lines { get; init; } = [];

    public required string PostalCode { get; init; }

    public required string City { get; init; }

    public IReadOnlyList<double>? At { get; init; }
}

/// <summary>A channel, its hours in <see cref="HoursNotation"/>.</summary>
internal sealed record SampleChannel
{
    public required ChannelKind Kind { get; init; }

    public required string Value { get; init; }

    public string? Label { get; init; }

    public string? Hours { get; init; }

    public string? Cost { get; init; }

    public string? AnswersWithin { get; init; }

    public bool? Accessible { get; init; }

    public ChannelAudience Audience { get; init; }
}
