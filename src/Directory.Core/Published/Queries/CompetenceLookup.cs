using NodaTime;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>Who is competent for a commune and a service type.</summary>
internal static class CompetenceLookup
{
    /// <summary>
    /// Each competent administration once: those for the démarche alone first, then by the most specific level, within a level
    /// declared ones first.
    /// </summary>
    public static List<CompetentAdministration> Find(
        ReadOnlySpan<LiveSegment> segments, TerritoryIndex territories, CompetenceQuestion question)
    {
        var found = new List<CompetentAdministration>();
        var known = new Dictionary<Guid, int>();
        foreach (var (place, level) in Places.ServingPlaces(question.Commune, territories))
        {
            foreach (var live in segments)
            {
                if (!live.Segment.TypeNumbers.TryGetValue(question.ServiceType, out var type))
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
                    if (ReasonOf(record, question, place, level) is not { } competent)
                    {
                        continue;
                    }

                    if (known.TryAdd(record.Id, found.Count))
                    {
                        found.Add(competent);
                    }
                    else if (Compare(competent, found[known[record.Id]]) < 0)
                    {
                        // By its municipal arrondissement and by the whole city, or by démarche and by type: the better reason.
                        found[known[record.Id]] = competent;
                    }
                }
            }
        }

        found.Sort(static (left, right) =>
        {
            var order = Compare(left, right);
            return order != 0 ? order : AdministrationRecord.Compare(left.Record, right.Record);
        });
        return found;
    }

    /// <summary>Whether some competence for the place, and for one of the types if there are any, is valid on the day.</summary>
    public static bool IsValid(AdministrationRecord record, IReadOnlyList<string>? types, int place, LocalDate on) =>
        types is null
            ? IsValid(record, (string?)null, place, on)
            : types.Any(type => IsValid(record, type, place, on));

    private static bool IsValid(AdministrationRecord record, string? serviceType, int place, LocalDate on)
    {
        var type = JsonText.From(serviceType);
        foreach (var competence in record.Competences)
        {
            if ((serviceType is null || competence.ServiceType == type) && competence.IsValidOn(on) && Names(competence, place))
            {
                return true;
            }
        }

        return false;
    }

    private static CompetentAdministration? ReasonOf(
        AdministrationRecord record, CompetenceQuestion question, int place, CompetenceLevel level)
    {
        var type = JsonText.From(question.ServiceType);
        CompetentAdministration? best = null;
        foreach (var competence in record.Competences)
        {
            if (competence.ServiceType == type
                && (competence.Demarche is null || competence.Demarche == question.Demarche)
                && competence.IsValidOn(question.On)
                && Names(competence, place))
            {
                var found = new CompetentAdministration(record, level, competence.Basis, competence.Demarche is not null);
                best = best is null || Compare(found, best.Value) < 0 ? found : best;
            }
        }

        return best;
    }

    private static int Compare(CompetentAdministration left, CompetentAdministration right)
    {
        var order = right.IsForDemarche.CompareTo(left.IsForDemarche);
        order = order != 0 ? order : left.Level.CompareTo(right.Level);
        return order != 0 ? order : left.Basis.CompareTo(right.Basis);
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
