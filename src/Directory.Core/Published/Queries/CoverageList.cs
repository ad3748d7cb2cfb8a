using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>The communes that an administration serves, by whatever competence.</summary>
internal static class CoverageList
{
    public const int MaxFirst = 1000;

    public static CommunePage Read(
        AdministrationRecord record, TerritoryIndex territories, int first, string? after, Action<int>? onCommunes)
    {
        QueryArgumentException.CheckFirst(first, MaxFirst);
        var list = StableHash.Add(StableHash.Seed, (uint)StableHash.Of(record.Id));
        var start = after is null ? -1 : PlaceKey.OfCommune(CommunePage.CodeIn(PageCursor.Read(after, list)));

        var keys = ServedKeys(record, territories, onCommunes);
        var position = keys.BinarySearch(start);
        position = position < 0 ? ~position : position + 1;
        var count = Math.Min(first, keys.Count - position);
        var items = keys.GetRange(position, count).ConvertAll(key => territories.FindCommune(PlaceKey.ToCommune(key))!);
        return new CommunePage(
            items,
            keys.Count,
            HasNextPage: position + count < keys.Count,
            HasPreviousPage: after is not null,
            commune => CommunePage.CursorIn(list, commune));
    }

    /// <summary>Ascending, each once; codes of the past lead to today's communes, those that nobody knows are left out.</summary>
    private static List<int> ServedKeys(AdministrationRecord record, TerritoryIndex territories, Action<int>? onCommunes)
    {
        var keys = new List<int>();
        foreach (var competence in record.Competences)
        {
            var before = keys.Count;
            var communes = competence.Communes.GetEnumerator();
            while (communes.MoveNext())
            {
                if (territories.CurrentCommune(communes.Current) is { } commune)
                {
                    keys.Add(PlaceKey.OfCommune(commune.Code));
                }
            }

            foreach (var departement in competence.Departements)
            {
                Add(territories.CommunesOfDepartement(departement.ToString()));
            }

            foreach (var region in competence.Regions)
            {
                Add(territories.CommunesOfRegion(region.ToString()));
            }

            onCommunes?.Invoke(keys.Count - before);
        }

        keys.Sort();
        return [.. keys.Distinct()];

        void Add(CommuneList communes)
        {
            foreach (var commune in communes)
            {
                keys.Add(PlaceKey.OfCommune(commune.Code));
            }
        }
    }
}
