using NodaTime;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Exports;

/// <summary>
/// What is exported: a part of one picture. Nothing of it depends on the moment, so that every node writes the same bytes.
/// </summary>
/// <param name="Picture">The directory.</param>
/// <param name="Departement">The code of the département where they stand; null for all.</param>
/// <param name="Type">The code of a service type that they have; null for any.</param>
internal sealed record Export(Picture Picture, string? Departement, string? Type)
{
    /// <summary>Whether nothing is left out.</summary>
    public bool IsWhole => Departement is null && Type is null;

    /// <summary>Tells the state of the directory: what is published, and the territories.</summary>
    public string State => $"{Picture.Sequence}-{Picture.Territories.ContentHash}";

    /// <summary>The same filters in the address; empty without any.</summary>
    public string Query => string.Join('&', new[]
    {
        Departement is null ? null : $"departement={Departement}", Type is null ? null : $"type={Type}",
    }.Where(part => part is not null));

    /// <summary>When something was last published; the beginning of time where nothing ever was.</summary>
    public Instant PublishedAt => Picture.StatisticsAt(Instant.MinValue).LastPublishedAt ?? Instant.FromUnixTimeSeconds(0);

    /// <summary>The administrations, in the order of lists, read one after the other.</summary>
    public IEnumerable<AdministrationRecord> Administrations => Picture.Administrations.Where(IsWanted);

    private bool IsWanted(AdministrationRecord administration) =>
        (Departement is null
            || (administration.Commune is { } commune && Picture.Territories.CurrentCommune(commune)?.DepartementCode == Departement))
        && (Type is null || administration.Types.Any(type => type.ToString() == Type));
}
