namespace PublicDirectory.Core.Habilitations;

/// <summary>The shapes of a perimeter.</summary>
public enum PerimeterKind
{
    /// <summary>One entry and everything below it.</summary>
    Entry,

    /// <summary>Everything that stands in a département.</summary>
    Departement,

    /// <summary>Every entry of a service type.</summary>
    ServiceType,

    /// <summary>Everything.</summary>
    National,
}

/// <summary>Which entries a grant speaks of.</summary>
public sealed record Perimeter
{
    private Perimeter(PerimeterKind kind, Guid? entryId, string? code) => (Kind, EntryId, Code) = (kind, entryId, code);

    /// <summary>Everything.</summary>
    public static Perimeter National { get; } = new(PerimeterKind.National, null, null);

    /// <summary>Its shape.</summary>
    public PerimeterKind Kind { get; }

    /// <summary>The entry at the top of an <see cref="PerimeterKind.Entry"/>.</summary>
    public Guid? EntryId { get; }

    /// <summary>The code of the département or of the service type.</summary>
    public string? Code { get; }

    /// <summary>An entry and everything below it.</summary>
    public static Perimeter OfEntry(Guid id) => new(PerimeterKind.Entry, id, null);

    /// <summary>What stands in a département: <c>69</c>, <c>2A</c>, <c>974</c>.</summary>
    public static Perimeter OfDepartement(string code) => new(PerimeterKind.Departement, null, code);

    /// <summary>Entries of a service type: <c>mairie</c>.</summary>
    public static Perimeter OfServiceType(string code) => new(PerimeterKind.ServiceType, null, code);

    /// <summary>Whether the entry is within.</summary>
    public bool Covers(EntryFacts entry) => Covers(entry.Types, entry.Departement, entry.Ancestors) || entry.EntryId == EntryId;

    /// <summary>Whether the effect is felt by nobody beyond.</summary>
    public bool Covers(Effect effect) => Covers(effect.Types, effect.Departement, effect.AnsweredBy);

    private bool Covers(IReadOnlyList<string> types, string? departement, IReadOnlyList<Guid> entries) => Kind switch
    {
        PerimeterKind.National => true,
        PerimeterKind.Entry => entries.Contains(EntryId!.Value),
        PerimeterKind.Departement => departement == Code,
        PerimeterKind.ServiceType => types.Contains(Code, StringComparer.Ordinal),
        _ => false,
    };
}
