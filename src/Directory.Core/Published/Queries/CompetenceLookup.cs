using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>Who is competent for a commune and a service type.</summary>
internal static class CompetenceLookup
{
    /// <summary>Each competent administration once, by its most specific level; within a level, declared ones first.</summary>
    public static List<CompetentAdministration> Find(
        ReadOnlySpan<LiveSegment> segments, TerritoryIndex territories, string serviceType, InseeCode commune, LocalDate on)
    {
        var found = new List<CompetentAdministration>();
        var known = new Dictionary<Guid, int>();
        foreach (var (place, level) in Places.ServingPlaces(commune, territories))
        {
            foreach (var live in segments)
            {
                if (!live.Segment.TypeNumbers.TryGetValue(serviceType, out var type))
                {
                    continue;
                }

                var rows = live.Segment.Served.Find(place);
                for (var row = 0; row < rows.Count; row++)
                {
                    var ordinal = rows.OrdinalAt(row);
                    if (rows.TypeAt(row) != type || live.IsHidden(ordinal))
                    {
                        continue;
                    }

                    var record = live.Segment.Records[ordinal];
                    if (BasisOf(record, serviceType, place, on) is not { } basis)
                    {
                        continue;
                    }

                    if (known.TryAdd(record.Id, found.Count))
                    {
                        found.Add(new CompetentAdministration(record, level, basis));
                    }
                    else if (found[known[record.Id]] is var earlier && earlier.Level == level && basis < earlier.Basis)
                    {
                        // By its municipal arrondissement and by the whole city: one level, the better reason.
                        found[known[record.Id]] = earlier with { Basis = basis };
                    }
                }
            }
        }

        found.Sort(static (left, right) =>
        {
            var order = left.Level.CompareTo(right.Level);
            order = order != 0 ? order : left.Basis.CompareTo(right.Basis);
            return order != 0 ? order : AdministrationRecord.Compare(left.Record, right.Record);
        });
        return found;
    }

    /// <summary>Whether some competence for the place, and for one of the types if there are any, is valid on the day.</summary>
    public static bool IsValid(AdministrationRecord record, IReadOnlyList<string> types, int place, LocalDate on) =>
        types.Count == 0
            ? BasisOf(record, null, place, on) is not null
            : types.Any(type => BasisOf(record, type, place, on) is not null);

    private static CompetenceBasis? BasisOf(AdministrationRecord record, string? serviceType, int place, LocalDate on)
    {
        var type = JsonText.From(serviceType);
        CompetenceBasis? best = null;
        foreach (var competence in record.Competences)
        {
            if ((serviceType is null || competence.ServiceType == type)
                && competence.IsValidOn(on)
                && Names(competence, place)
                && (best is null || competence.Basis < best))
            {
                best = competence.Basis;
            }
        }

        return best;
    }

    private static bool Names(CompetenceView competence, int place)
    {
        if (place == PlaceKey.Country)
        {
            return competence.WholeCountry;
        }

        var communes = competence.Communes.GetEnumerator();
        while (communes.MoveNext() && communes.Key <= place)
        {
            if (communes.Key == place)
            {
                return true;
            }
        }

        foreach (var departement in competence.Departements)
        {
            if (PlaceKey.OfDepartement(departement.ToString()) == place)
            {
                return true;
            }
        }

        foreach (var region in competence.Regions)
        {
            if (PlaceKey.OfRegion(region.ToString()) == place)
            {
                return true;
            }
        }

        return false;
    }
}
