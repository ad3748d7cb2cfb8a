using System.Collections.Frozen;
using System.Text.Json;
using PublicDirectory.Core.Territories;

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
/// What is known of kinds of counter beyond the source, from <c>service-kinds.json</c>: reviewed by hand from the laws and decrees that
/// create those services. Academies, courts' districts and other borders that follow no département are left out.
/// </summary>
public static class ServiceKinds
{
    private static readonly Content Known = Read();

    private static readonly FrozenDictionary<string, ServiceExtent> Extents = Known.Departement
        .Select(type => (Type: type, Extent: ServiceExtent.Departement))
        .Concat(Known.Region.Select(type => (Type: type, Extent: ServiceExtent.Region)))
        .ToFrozenDictionary(pair => pair.Type, pair => pair.Extent, StringComparer.Ordinal);

    private static readonly ILookup<string, StandIn> StandIns = Known.StandIns.ToLookup(standIn => standIn.For, StringComparer.Ordinal);

    /// <summary>How far a service type reaches by its nature.</summary>
    public static ServiceExtent ExtentOf(string serviceType) => Extents.GetValueOrDefault(serviceType);

    /// <summary>What people call it beside its label and its acronym.</summary>
    public static IReadOnlyList<string> NamesOf(string serviceType) => Known.Names.GetValueOrDefault(serviceType, []);

    /// <summary>
    /// The service type, and those that stand for it in a commune where there is none of it, in their order: in Paris the mairie is one of
    /// an arrondissement, overseas it is of a kind of its own, and the préfecture is the sous-préfecture of its own arrondissement.
    /// </summary>
    /// <param name="serviceType">The type that a démarche or a usager names.</param>
    /// <param name="commune">The commune of the usager; null where it is not known, and then only the type itself.</param>
    public static IReadOnlyList<string> In(string serviceType, Commune? commune) => commune is null
        ? [serviceType]
        : [serviceType, .. StandIns[serviceType].Where(standIn => standIn.IsIn(commune.DepartementCode)).Select(standIn => standIn.Kind)];

    /// <summary>The service type, and those that stand for it anywhere.</summary>
    public static IReadOnlyList<string> Everywhere(string serviceType) =>
        [serviceType, .. StandIns[serviceType].Select(standIn => standIn.Kind)];

    private static Content Read()
    {
        using var stream = typeof(ServiceKinds).Assembly.GetManifestResourceStream("service-kinds.json")
            ?? throw new InvalidOperationException("The resource service-kinds.json is missing.");
        return JsonSerializer.Deserialize<Content>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Content(
        string[] Departement, string[] Region, Dictionary<string, string[]> Names, IReadOnlyList<StandIn> StandIns);

    // In: codes of départements; null for all.
    private sealed record StandIn(string For, string Kind, string[]? In)
    {
        public bool IsIn(string departement) => In is null || In.Contains(departement);
    }
}
