using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed about who the administration is and where.</summary>
public sealed record IdentityForm
{
    public string? Name { get; set; }

    public string? Acronym { get; set; }

    public string? Mission { get; set; }

    public Chosen Parent { get; set; } = new();

    public Chosen Commune { get; set; } = new();

    public List<AddressRow> Addresses { get; set; } = [];

    public string? Siret { get; set; }

    public string? Responsible { get; set; }

    public Chosen ResponsibleEntry { get; set; } = new();
}

/// <summary>An address as it is typed.</summary>
public sealed record AddressRow
{
    /// <summary>The address that it was made from, for what the form does not show; null for a new one.</summary>
    public string? Before { get; set; }

    public string? Kind { get; set; }

    public string? Lines { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    public static AddressRow Of(Address address) => new()
    {
        Before = DocumentJson.WritePart(address),
        Kind = address.Kind.ToString(),
        Lines = string.Join('\n', address.Lines),
        PostalCode = address.PostalCode,
        City = address.City,
        Latitude = Degrees(address.Location?.Latitude),
        Longitude = Degrees(address.Location?.Longitude),
    };

    /// <summary>Whether nobody has typed anything: such a row is left out.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Before + Lines + PostalCode + City + Latitude + Longitude);

    /// <param name="saved">Those that the document has: what the form does not show comes from one of them, never from the browser.</param>
    /// <param name="refuse">Told the property and what is wrong with it.</param>
    /// <param name="locate">The commune of a city and a postal code; null where it cannot be told.</param>
    public Address Write(IReadOnlyList<Address> saved, Action<string, string> refuse, Func<string?, string?, InseeCode?> locate)
    {
        var before = saved.FirstOrDefault(address => DocumentJson.WritePart(address) == Before);
        if (!Enum.TryParse<AddressKind>(Kind, out var kind) || !Enum.IsDefined(kind))
        {
            refuse(nameof(Kind), "Choisissez à quoi sert cette adresse.");
        }

        var (postalCode, city) = (Typed.Line(PostalCode, before?.PostalCode), Typed.Line(City, before?.City));
        var isElsewhere = postalCode != before?.PostalCode || city != before?.City;
        return new Address
        {
            Kind = kind,
            Lines = Typed.List(Lines, before?.Lines ?? []),
            PostalCode = postalCode,
            City = city,
            Commune = isElsewhere ? locate(city, postalCode) : before?.Commune,
            Location = Latitude == Degrees(before?.Location?.Latitude) && Longitude == Degrees(before?.Location?.Longitude)
                ? before?.Location
                : Point(refuse),
        };
    }

    private GeoPoint? Point(Action<string, string> refuse)
    {
        if (string.IsNullOrWhiteSpace(Latitude) && string.IsNullOrWhiteSpace(Longitude))
        {
            return null;
        }

        var north = Number(Latitude, 90, refuse, nameof(Latitude), "Saisissez une latitude entre -90 et 90, par exemple 45,7667.");
        var east = Number(Longitude, 180, refuse, nameof(Longitude), "Saisissez une longitude entre -180 et 180, par exemple 4,8803.");
        return north is { } latitude && east is { } longitude ? new GeoPoint(latitude, longitude) : null;
    }

    private static double? Number(string? text, double most, Action<string, string> refuse, string property, string message)
    {
        if (double.TryParse(
            text?.Trim().Replace(',', '.').Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most)
        {
            return number;
        }

        refuse(property, message);
        return null;
    }

    private static string? Degrees(double? degrees) =>
        degrees?.ToString("0.#######", CultureInfo.InvariantCulture).Replace('.', ',');
}
