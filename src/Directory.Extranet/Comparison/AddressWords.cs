using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Addresses in words, and where their doors are.</summary>
internal static class AddressWords
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static IReadOnlyList<ComparedGroup> Of(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (Labelled(before), Labelled(after));
        var rows = was.Keys.Union(will.Keys).SelectMany(label =>
        {
            var (old, made) = (was.GetValueOrDefault(label), will.GetValueOrDefault(label));
            return new[] { comparing.Text(label, Text(comparing, old), Text(comparing, made)), Position(
                label, old?.Location, made?.Location) };
        });
        return [new ComparedGroup(null, [.. rows.Where(row => row.Before is not null || row.After is not null)])];
    }

    /// <summary>« 240 m », « 1,2 km ».</summary>
    public static string Distance(double metres) => metres switch
    {
        < 1 => "moins de 1 m",
        < 1000 => string.Create(French, $"{metres:0} m"),
        _ => string.Create(French, $"{metres / 1000:0.#} km"),
    };

    private static ComparedRow Position(string label, GeoPoint? before, GeoPoint? after)
    {
        var row = new ComparedRow($"Position, {label.ToLower(French)}", Text(before), Text(after));
        return before is { } was && after is { } will && was != will
            ? row with { Move = new PointMove(was, will), Note = $"Déplacée de {Distance(was.DistanceMetresTo(will))}." }
            : row;
    }

    private static string? Text(GeoPoint? point) => point is { } place
        ? string.Create(
            French,
            $"{Math.Abs(place.Latitude):0.#####}° {(place.Latitude < 0 ? "S" : "N")}, {Math.Abs(place.Longitude):0.#####}° {(place.Longitude < 0 ? "O" : "E")}")
        : null;

    private static string? Text(Comparing comparing, Address? address)
    {
        if (address is null)
        {
            return null;
        }

        string?[] parts =
            [.. address.Lines, $"{address.PostalCode} {address.City}".Trim(), address.Commune is { } commune
                ? $"commune : {comparing.Names.Commune(commune)}"
                : null];
        return string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    // « Adresse », « Adresse 2 », « Adresse postale »: the n-th of its kind is taken for the same.
    private static Dictionary<string, Address> Labelled(byte[]? json) => BlockWords.ReadList<Address>(json)
        .GroupBy(address => address.Kind)
        .SelectMany(kind => kind.Select((address, index) => (
            Label: (address.Kind is AddressKind.Postal ? "Adresse postale" : "Adresse")
                + (index == 0 ? "" : string.Create(French, $" {index + 1}")),
            address)))
        .ToDictionary(item => item.Label, item => item.address);
}
