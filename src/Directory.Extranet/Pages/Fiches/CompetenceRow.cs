using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed about whom the administration serves.</summary>
public sealed record CompetenceForm
{
    public List<CompetenceRow> Rows { get; set; } = [];
}

/// <summary>A competence as it is typed.</summary>
public sealed record CompetenceRow
{
    /// <summary>The fingerprint of the competence that it was made from; null for a new one.</summary>
    public string? Before { get; set; }

    /// <summary>The one démarche that it is about: shown, and taken from the competence that it was made from.</summary>
    [BindNever]
    public string? Demarche { get; set; }

    /// <summary>Whether nobody has declared it yet: shown likewise.</summary>
    [BindNever]
    public bool IsDeduced { get; set; }

    public string? ServiceType { get; set; }

    public bool WholeCountry { get; set; }

    public string? Regions { get; set; }

    public string? Departements { get; set; }

    public string? Communes { get; set; }

    public string? ValidFrom { get; set; }

    public string? ValidTo { get; set; }

    public bool IsBlank =>
        Before is null && !WholeCountry && string.IsNullOrWhiteSpace(Regions + Departements + Communes + ValidFrom + ValidTo);

    public static CompetenceRow Of(Competence competence, TerritoryIndex territories) => new()
    {
        Before = Fingerprint(competence),
        Demarche = competence.Demarche?.ToString(),
        IsDeduced = competence.Basis is CompetenceBasis.Seat,
        ServiceType = competence.ServiceType,
        WholeCountry = competence.WholeCountry,
        Regions = PlaceList.Write(competence.Regions, code => territories.FindRegion(code)?.Name),
        Departements = PlaceList.Write(competence.Departements, code => territories.FindDepartement(code)?.Name),
        Communes =
            PlaceList.Write(competence.Communes.Select(code => code.Value), code => territories.FindCommune(InseeCode.Parse(code))?.Name),
        ValidFrom = competence.ValidFrom is { } from ? LocalDatePattern.Iso.Format(from) : null,
        ValidTo = competence.ValidTo is { } to ? LocalDatePattern.Iso.Format(to) : null,
    };

    /// <summary>Takes the competence that the row was made from out of those that no row was found for yet; null for a new one.</summary>
    public Competence? TakeFrom(List<Competence> saved)
    {
        var own = Before is null ? null : saved.FirstOrDefault(competence => Fingerprint(competence) == Before);
        if (own is not null)
        {
            saved.Remove(own);
        }

        return own;
    }

    /// <param name="before">The competence that the row was made from; null for a new one.</param>
    /// <param name="types">The services rendered here.</param>
    /// <param name="territories">The places that there are.</param>
    /// <param name="refuse">Told the property and what is wrong with it.</param>
    public Competence Write(Competence? before, IReadOnlyList<string> types, TerritoryIndex territories, Action<string, string> refuse)
    {
        if (!types.Contains(ServiceType ?? "") && ServiceType != before?.ServiceType)
        {
            refuse(nameof(ServiceType), "Choisissez un service rendu ici.");
        }

        // A list that reads the same keeps the order that its source gave it.
        var regions = Places(Regions, before?.Regions ?? [], PlaceList.ReadRegions, nameof(Regions));
        var departements = Places(Departements, before?.Departements ?? [], PlaceList.ReadDepartements, nameof(Departements));
        var communes = Places(Communes, [.. before?.Communes.Select(code => code.Value) ?? []], PlaceList.ReadCommunes, nameof(Communes));
        var same = before is not null && communes.SequenceEqual(before.Communes.Select(code => code.Value));
        return new Competence
        {
            ServiceType = ServiceType ?? "",
            Demarche = before?.Demarche,
            // Whoever writes a list has declared it.
            Basis = same && before!.WholeCountry == WholeCountry ? before.Basis : CompetenceBasis.Declared,
            WholeCountry = WholeCountry,
            Regions = regions,
            Departements = departements,
            Communes = same ? before!.Communes : [.. communes.Select(InseeCode.Parse)],
            ValidFrom = Date(ValidFrom, nameof(ValidFrom), refuse),
            ValidTo = Date(ValidTo, nameof(ValidTo), refuse),
        };

        IReadOnlyList<string> Places(
            string? text, IReadOnlyList<string> held, Func<TerritoryIndex, string?, IReadOnlySet<string>, ReadPlaces> read, string property)
        {
            var places = read(territories, text, held.ToHashSet(StringComparer.Ordinal));
            foreach (var error in places.Errors.Take(10))
            {
                refuse(property, error);
            }

            if (places.Errors.Count > 10)
            {
                refuse(
                    property,
                    places.Errors.Count == 11
                        ? "Et 1 autre ligne à corriger."
                        : $"Et {places.Errors.Count - 10} autres lignes à corriger.");
            }

            return places.Codes.ToHashSet(StringComparer.Ordinal).SetEquals(held) ? held : places.Codes;
        }
    }

    private static LocalDate? Date(string? typed, string property, Action<string, string> refuse)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (TypedDate.Parse(typed) is { } date)
        {
            return date;
        }

        refuse(property, "Saisissez une date, par exemple 31/12/2026.");
        return null;
    }

    private static string Fingerprint(Competence competence) =>
        DocumentBlocks.Fingerprint(System.Text.Encoding.UTF8.GetBytes(DocumentJson.WritePart(competence)));
}
