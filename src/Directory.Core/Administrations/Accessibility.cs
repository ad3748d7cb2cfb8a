namespace PublicDirectory.Core.Administrations;

/// <summary>Access with a wheelchair.</summary>
public enum WheelchairAccess
{
    /// <summary>Nobody says.</summary>
    Unknown,

    /// <summary>Fully accessible (DILA <c>ACC</c>).</summary>
    Full,

    /// <summary>With help or on request (DILA <c>DEM</c>).</summary>
    Partial,

    /// <summary>Not accessible (DILA <c>NAC</c>).</summary>
    None,
}

/// <summary>Whether people with disabilities can use the reception.</summary>
public sealed record Accessibility
{
    /// <summary>Access with a wheelchair.</summary>
    public required WheelchairAccess Wheelchair { get; init; }

    /// <summary>Details, in French.</summary>
    public string? Note { get; init; }

    /// <summary>Whether someone speaks French sign language; null when unknown.</summary>
    public bool? SignLanguage { get; init; }
}
