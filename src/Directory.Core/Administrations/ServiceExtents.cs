using System.Collections.Frozen;
using System.Text.Json;

namespace PublicDirectory.Core.Administrations;

/// <summary>How far the remit of a kind of counter reaches by its nature, where no source says it counter by counter.</summary>
public enum ServiceExtent
{
    /// <summary>Nothing is known: only the nearest can be proposed.</summary>
    Unknown,

    /// <summary>The whole département.</summary>
    Departement,

    /// <summary>The whole region.</summary>
    Region,
}

/// <summary>
/// The extent of each service type, from <c>service-extents.json</c>: reviewed by hand from the laws and decrees that create
/// those services. Academies, courts' districts and other borders that follow neither are left out.
/// </summary>
public static class ServiceExtents
{
    private static readonly FrozenDictionary<string, ServiceExtent> Extents = Read();

    /// <summary>The extent of a service type, given by its code.</summary>
    public static ServiceExtent Of(string serviceType) => Extents.GetValueOrDefault(serviceType);

    private static FrozenDictionary<string, ServiceExtent> Read()
    {
        using var stream = typeof(ServiceExtents).Assembly.GetManifestResourceStream("service-extents.json")!;
        var lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!;
        return lists
            .SelectMany(list => list.Value.Select(type => (Type: type, Extent: Enum.Parse<ServiceExtent>(list.Key, ignoreCase: true))))
            .ToFrozenDictionary(pair => pair.Type, pair => pair.Extent, StringComparer.Ordinal);
    }
}
