using PublicDirectory.Core.ChangeRequests;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>A set of entries in an address: <c>site</c>, <c>rattachement</c>, <c>nature-prefecture</c>.</summary>
internal static class EntrySetCode
{
    private const string Site = "site";
    private const string Parent = "rattachement";
    private const string ServiceType = "nature-";

    public static string Of(EntrySet set) => set.Kind switch
    {
        EntrySetKind.Site => Site,
        EntrySetKind.Parent => Parent,
        _ => ServiceType + set.ServiceType,
    };

    /// <summary>Null for no set.</summary>
    public static EntrySet? Read(string? code) => code switch
    {
        Site => new EntrySet(EntrySetKind.Site, null, null, 0),
        Parent => new EntrySet(EntrySetKind.Parent, null, null, 0),
        { } other when other.StartsWith(ServiceType, StringComparison.Ordinal) =>
            new EntrySet(EntrySetKind.ServiceType, other[ServiceType.Length..], null, 0),
        _ => null,
    };
}
