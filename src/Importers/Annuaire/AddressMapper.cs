using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The addresses of one record, the physical ones first.</summary>
internal sealed class AddressMapper(TerritoryIndex territories, PlaceTally places, LeftValues left)
{
    private const string Block = "addresses";

    public IReadOnlyList<Address> Map(IReadOnlyList<RawAddress> raw, Commune? commune, string? departement)
    {
        var addresses = new List<Address>(raw.Count);
        foreach (var kind in (ReadOnlySpan<AddressKind>)[AddressKind.Physical, AddressKind.Postal])
        {
            foreach (var source in raw)
            {
                if (source.Kind == kind && Map(source, commune, departement) is { } address)
                {
                    addresses.Add(address);
                }
            }
        }

        if (addresses.Count > AdministrationValidator.MaxAddresses)
        {
            left.Issues.Warn(
                IssueCodes.TooManyAddresses,
                $"{addresses.Count} addresses where at most {AdministrationValidator.MaxAddresses} are taken; the last were left out.");
            addresses.RemoveRange(AdministrationValidator.MaxAddresses, addresses.Count - AdministrationValidator.MaxAddresses);
        }

        return addresses;
    }

    private Address? Map(RawAddress raw, Commune? commune, string? departement)
    {
        var lines = Lines(raw.Lines);
        var city = left.Bounded(FieldText.Line(raw.City), AdministrationValidator.MaxAddressLineLength, Block, "Ville");
        var postalCode = PostalCode(raw.PostalCode, departement, ref city);
        var location = raw.Kind == AddressKind.Physical ? Location(raw, departement) : null;
        if (location is { } point)
        {
            CheckPlace(raw, commune, point);
        }

        if (lines.Count == 0 && postalCode is null && city is null && location is null)
        {
            return null;
        }

        return new Address
        {
            Kind = raw.Kind,
            Lines = lines,
            PostalCode = postalCode,
            City = city,
            Commune = raw.Kind == AddressKind.Physical ? commune?.Code : PostalCommune(city, postalCode, commune),
            Location = location,
        };
    }

    private List<string> Lines(IReadOnlyList<string?> raw)
    {
        var lines = new List<string>(raw.Count);
        foreach (var text in raw)
        {
            // A line of the source may hold line breaks of its own.
            foreach (var part in FieldText.Paragraphs(text)?.Split('\n') ?? [])
            {
                var line = left.Bounded(part, AdministrationValidator.MaxAddressLineLength, Block, "Ligne d'adresse");
                if (line is not null && !lines.Contains(line))
                {
                    lines.Add(line);
                }
            }
        }

        if (lines.Count > AdministrationValidator.MaxAddressLines)
        {
            left.Leave(
                Block, "Lignes d'adresse", IssueCodes.TextTooLong,
                $"{lines.Count} address lines where at most {AdministrationValidator.MaxAddressLines} are taken; the last were left for an editor.",
                string.Join('\n', lines[AdministrationValidator.MaxAddressLines..]));
            lines.RemoveRange(
                AdministrationValidator.MaxAddressLines, lines.Count - AdministrationValidator.MaxAddressLines);
        }

        return lines;
    }

    private string? PostalCode(string? raw, string? departement, ref string? city)
    {
        var code = FieldText.Line(raw)?.Replace(" ", "", StringComparison.Ordinal);
        if (code is null || IsPostalCode(code))
        {
            return code;
        }

        if (city is not null && IsPostalCode(city))
        {
            left.Issues.Warn(IssueCodes.PostalCodeMended, "City and postal code stood in each other's place.", $"{raw} / {city}");
            (code, city) = (city, FieldText.Line(raw));
            return code;
        }

        // 6000 for 06000: a spreadsheet dropped the zero.
        if (code.Length == 4 && code.All(char.IsAsciiDigit) && departement?[0] == '0' && departement[1] == code[0])
        {
            left.Issues.Warn(IssueCodes.PostalCodeMended, $"Four digits: 0{code} was taken.", raw);
            return "0" + code;
        }

        left.Leave(
            Block, "Code postal", IssueCodes.PostalCodeUnreadable, "A postal code has five digits; it was left for an editor.", code);
        return null;
    }

    private static bool IsPostalCode(string text) => text.Length == 5 && text.All(char.IsAsciiDigit);

    // A CEDEX mostly lies where the counter does; asking the index costs more than comparing the name first.
    private InseeCode? PostalCommune(string? city, string? postalCode, Commune? commune)
    {
        if (city is null)
        {
            return null;
        }

        return commune is not null && PlaceName.Fold(commune.Name) == PlaceName.Fold(city)
            ? commune.Code
            : territories.Locate(city, postalCode)?.Code;
    }

    private GeoPoint? Location(RawAddress raw, string? departement)
    {
        var (isNorth, isEast) = (TryDegrees(raw.Latitude, out var latitude), TryDegrees(raw.Longitude, out var longitude));
        if (!isNorth || !isEast)
        {
            if (!string.IsNullOrWhiteSpace(raw.Latitude) || !string.IsNullOrWhiteSpace(raw.Longitude))
            {
                left.Issues.Warn(
                    IssueCodes.CoordinatesUnreadable,
                    "Two numbers were expected as latitude and longitude; the location was left out.",
                    Excerpt(raw));
            }

            return null;
        }

        if (TerritoryBox.CanHold(departement, latitude, longitude))
        {
            return new GeoPoint(latitude, longitude);
        }

        if (TerritoryBox.CanHold(departement, longitude, latitude))
        {
            left.Issues.Warn(
                IssueCodes.CoordinatesSwapped, "Latitude and longitude stood in each other's place.", Excerpt(raw));
            return new GeoPoint(longitude, latitude);
        }

        left.Issues.Warn(
            IssueCodes.CoordinatesOutOfBounds,
            $"The point is not in the territory{(departement is null ? "" : $" of {departement}")}; the location was left out.",
            Excerpt(raw));
        return null;
    }

    // Said, not mended: which of the two is wrong, the point or the commune, the record does not tell.
    private void CheckPlace(RawAddress raw, Commune? commune, GeoPoint point)
    {
        if (commune is null || territories.OutlineOf(commune) is null)
        {
            places.NotChecked++;
            return;
        }

        places.Checked++;
        if (LocationCheck.Doubt(territories, commune, point) is { } doubt)
        {
            var elsewhere = doubt.Elsewhere is { } other ? $", in {other.Code} {other.Name}" : "";
            left.Issues.Warn(
                IssueCodes.CoordinatesOutsideCommune,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The point is {doubt.DistanceMetres:0} m outside of {commune.Code} {commune.Name}{elsewhere}; it was kept."),
                Excerpt(raw));
        }
    }

    private static string Excerpt(RawAddress raw) => $"latitude {raw.Latitude}, longitude {raw.Longitude}";

    // A whole degree is 111 km: it fills a form and locates nothing.
    private static bool TryDegrees(string? text, out double degrees)
    {
        var number = text?.Trim().Replace(',', '.');
        degrees = 0;
        return number is not null && number.Contains('.', StringComparison.Ordinal)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees);
    }
}
