using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Core.Territories;

/// <summary>One version of all territories, as read from files or tables; <see cref="TerritoryIndex"/> answers from it.</summary>
public sealed record TerritoryData
{
    /// <summary>The vintage, as people name it: <c>COG 2026</c>.</summary>
    public required string Version { get; init; }

    /// <summary>All regions.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>All départements.</summary>
    public required IReadOnlyList<Departement> Departements { get; init; }

    /// <summary>All arrondissements of départements.</summary>
    public required IReadOnlyList<Arrondissement> Arrondissements { get; init; }

    /// <summary>All communes: current, delegated, associated, municipal arrondissements.</summary>
    public required IReadOnlyList<Commune> Communes { get; init; }

    /// <summary>All EPCI.</summary>
    public required IReadOnlyList<Epci> Epci { get; init; }

    /// <summary>
    /// Whether <see cref="Commune.Location"/> was read at all. False keeps the locations already stored instead of
    /// erasing them.
    /// </summary>
    public bool HasLocations { get; init; } = true;

    /// <summary>Where communes lie, as far as known, by codes of any time.</summary>
    public IReadOnlyList<SourceOutline> Outlines { get; init; } = [];

    /// <summary>Whether <see cref="Outlines"/> were read at all. False keeps those already stored.</summary>
    public bool HasOutlines { get; init; } = true;

    /// <summary>The hash under which this content is stored; null for content read from files.</summary>
    public string? ContentHash { get; init; }

    /// <summary>A SHA-256 of the content in a fixed order, 64 hexadecimal digits: equal content, equal hash.</summary>
    /// <remarks>The version's name is not part of it.</remarks>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var region in Regions.OrderBy(region => region.Code, StringComparer.Ordinal))
        {
            Append(hash, $"R|{region.Code}|{region.Name}|{(int)region.NameLink}|{region.Zone}|{region.ChefLieu}");
        }

        foreach (var departement in Departements.OrderBy(departement => departement.Code, StringComparer.Ordinal))
        {
            Append(hash, $"D|{departement.Code}|{departement.Name}|{(int)departement.NameLink}|{departement.Zone}"
                + $"|{departement.RegionCode}|{departement.ChefLieu}");
        }

        foreach (var arrondissement in Arrondissements.OrderBy(item => item.Code, StringComparer.Ordinal))
        {
            Append(hash, $"A|{arrondissement.Code}|{arrondissement.Name}|{(int)arrondissement.NameLink}"
                + $"|{arrondissement.DepartementCode}|{arrondissement.ChefLieu}");
        }

        foreach (var commune in Communes.OrderBy(commune => commune.Code).ThenBy(commune => commune.Kind))
        {
            Append(hash, string.Create(
                CultureInfo.InvariantCulture,
                $"C|{commune.Code}|{commune.Kind}|{commune.Name}|{(int)commune.NameLink}|{commune.DepartementCode}")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"|{commune.RegionCode}|{commune.ArrondissementCode}|{commune.PartOf}|{commune.Population}")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"|{commune.Siren}|{commune.Location?.Latitude:R}|{commune.Location?.Longitude:R}")
                + $"|{string.Join(',', commune.FormerCodes.Order())}"
                + $"|{string.Join(',', commune.PostalCodes.Order(StringComparer.Ordinal))}");
        }

        foreach (var epci in Epci.OrderBy(epci => epci.Code, StringComparer.Ordinal))
        {
            Append(hash, $"E|{epci.Code}|{epci.Name}|{epci.Kind}|{string.Join(',', epci.Members.Order())}");
        }

        foreach (var outline in Outlines.OrderBy(outline => outline.Code))
        {
            Append(hash, $"O|{outline.Code}|{outline.Wkb.Length}");
            hash.AppendData(outline.Wkb);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string line)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length) + 1);
        var length = Encoding.UTF8.GetBytes(line, buffer);
        buffer[length++] = (byte)'\n';
        hash.AppendData(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
