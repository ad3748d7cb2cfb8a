using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>A commune of today or a municipal arrondissement, by its name, a postal code or its INSEE code.</summary>
public sealed class CommuneChooser(Territories territories) : IChooser
{
    public string Source => "communes";

    public string NothingFound => "Aucune commune ne correspond à";

    public string SeveralFound => "Plusieurs communes correspondent à";

    public async Task<IReadOnlyList<Choice>> FindAsync(string text, int first, CancellationToken cancellationToken) =>
        [.. CommuneSearch.Find(await territories.ReadAsync(cancellationToken), text, first).Select(Choice)];

    public async Task<IReadOnlyList<Choice>> FindNearAsync(string text, int first, CancellationToken cancellationToken) =>
        [.. NearCommunes.Find(await territories.ReadAsync(cancellationToken), text, first).Select(Choice)];

    public async Task<Choice?> FindByCodeAsync(string code, CancellationToken cancellationToken) =>
        (await territories.ReadAsync(cancellationToken)) is var index
        && InseeCode.TryParse(code, out var parsed) && index.FindCommune(parsed) is { } commune ? Choice(commune) : null;

    /// <summary>« Villeurbanne (69) ».</summary>
    public static string Label(Commune commune) => $"{commune.Name} ({commune.DepartementCode})";

    private static Choice Choice(Commune commune) => new(
        commune.Code.Value,
        Label(commune),
        commune.PostalCodes.Count switch
        {
            0 => $"code Insee {commune.Code}",
            <= 3 => $"{string.Join(", ", commune.PostalCodes)} · code Insee {commune.Code}",
            _ => $"{commune.PostalCodes[0]} à {commune.PostalCodes[^1]} · code Insee {commune.Code}",
        });
}
