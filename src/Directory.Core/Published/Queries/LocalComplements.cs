using NodaTime;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>Which local complements of a démarche hold in a commune.</summary>
internal static class LocalComplements
{
    /// <summary>
    /// Those of administrations that serve the commune on that day or stand in it, then those of its département. One whose
    /// administration is no longer published holds nowhere.
    /// </summary>
    public static IReadOnlyList<LocalComplementRecord> In(Picture picture, Guid demarche, InseeCode commune, LocalDate on)
    {
        int[]? served = null;
        int[]? seats = null;
        var found = new List<LocalComplementRecord>();
        foreach (var complement in picture.State.LocalComplements.Of(demarche))
        {
            if (complement.Document.Departement is { } departement)
            {
                if (PlaceKey.OfDepartement(departement) == PlaceKey.DepartementOf(PlaceKey.OfCommune(commune)))
                {
                    found.Add(complement);
                }
            }
            else if (picture.Find(complement.Document.Parent!.Value) is { } administration)
            {
                served ??= Places.ServingKeys(commune, picture.Territories);
                seats ??= Places.SeatsOf(commune, picture.Territories);
                if (seats.Contains(administration.CommuneKey)
                    || Array.Exists(served, place => CompetenceLookup.IsValid(administration, types: null, place, on)))
                {
                    found.Add(complement);
                }
            }
        }

        return found;
    }
}
