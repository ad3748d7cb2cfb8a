using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Indexing;

/// <summary>The documents that stand in a commune or département.</summary>
internal sealed class SeatTable
{
    private readonly Dictionary<int, int[]> _byCommune;
    private readonly Dictionary<string, int[]> _byDepartement;

    private SeatTable(Dictionary<int, int[]> byCommune, Dictionary<string, int[]> byDepartement) =>
        (_byCommune, _byDepartement) = (byCommune, byDepartement);

    /// <param name="communes">By document: the ordinal of its commune, -1 for none.</param>
    /// <param name="territories">Those of the ordinals.</param>
    public static SeatTable Build(int[] communes, TerritoryIndex territories)
    {
        var seated = Enumerable.Range(0, communes.Length).Where(document => communes[document] >= 0).ToArray();
        return new SeatTable(
            seated.GroupBy(document => communes[document]).ToDictionary(same => same.Key, same => same.ToArray()),
            seated.GroupBy(document => territories.Communes[communes[document]].DepartementCode)
                .ToDictionary(same => same.Key, same => same.ToArray()));
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> InCommune(int ordinal) => _byCommune.GetValueOrDefault(ordinal);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> InDepartement(string code) => _byDepartement.GetValueOrDefault(code);
}
