using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Administrations;

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    /// <summary>Where people go; also for mail unless there is a postal one.</summary>
    Physical,

    /// <summary>For mail only.</summary>
    Postal,
}

/// <summary>One address of an administration.</summary>
public sealed record Address
{
    /// <summary>What it is for.</summary>
    public required AddressKind Kind { get; init; }

    /// <summary>Everything above the postal code, from the most precise; at most 6 lines of 200 characters.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Five digits; of a CEDEX for some postal addresses.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The last line's place name, with its CEDEX where there is one.</summary>
    public string? City { get; init; }

    /// <summary>The commune, where it is known.</summary>
    public InseeCode? Commune { get; init; }

    /// <summary>Where the door is; null when unknown, never (0, 0).</summary>
    public GeoPoint? Location { get; init; }
}
