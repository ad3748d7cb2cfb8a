using Npgsql;
using NpgsqlTypes;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Storage;

/// <summary>The territory tables as <see cref="TerritoryStore"/> writes them: columns in the order of COPY.</summary>
/// <param name="Name">The table.</param>
/// <param name="KeyColumns">How many of the first columns are its primary key.</param>
/// <param name="Columns">All its columns.</param>
/// <param name="Rows">Its rows, each with one value per column: text, bytes, short, int, double or null.</param>
internal sealed record TerritoryTable(
    string Name, int KeyColumns, string[] Columns, Func<TerritoryData, IEnumerable<object?[]>> Rows)
{
    private static readonly TerritoryTable Regions = new(
        "regions",
        1,
        ["code", "name", "name_link", "zone", "chef_lieu_code"],
        data => data.Regions.Select(region => (object?[])
            [region.Code, region.Name, (short)region.NameLink, ZoneCode(region.Zone), region.ChefLieu.Value]));

    private static readonly TerritoryTable Departements = new(
        "departements",
        1,
        ["code", "name", "name_link", "zone", "region_code", "chef_lieu_code"],
        data => data.Departements.Select(item => (object?[])
            [item.Code, item.Name, (short)item.NameLink, ZoneCode(item.Zone), item.RegionCode, item.ChefLieu.Value]));

    private static readonly TerritoryTable Arrondissements = new(
        "arrondissements",
        1,
        ["code", "name", "name_link", "departement_code", "chef_lieu_code"],
        data => data.Arrondissements.Select(item => (object?[])
            [item.Code, item.Name, (short)item.NameLink, item.DepartementCode, item.ChefLieu.Value]));

    private static readonly TerritoryTable Epci = new(
        "epci",
        1,
        ["code", "name", "kind"],
        data => data.Epci.Select(epci => (object?[])[epci.Code, epci.Name, EpciCode(epci.Kind)]));

    private static readonly TerritoryTable Communes = new(
        "communes",
        1,
        [
            "code", "name", "name_link", "kind", "parent_code", "departement_code", "region_code",
            "arrondissement_code", "population", "siren", "latitude", "longitude",
        ],
        data => data.Communes.Where(commune => commune.IsStanding).Select(commune => (object?[])
            [
                commune.Code.Value, commune.Name, (short)commune.NameLink, KindCode(commune.Kind),
                commune.PartOf?.Value, commune.DepartementCode, commune.RegionCode, commune.ArrondissementCode,
                commune.Population, commune.Siren, commune.Location?.Latitude, commune.Location?.Longitude,
            ]));

    private static readonly TerritoryTable DelegatedCommunes = new(
        "delegated_communes",
        1,
        [
            "code", "name", "name_link", "kind", "commune_code", "departement_code", "region_code",
            "arrondissement_code", "latitude", "longitude",
        ],
        data => data.Communes.Where(commune => !commune.IsStanding).Select(commune => (object?[])
            [
                commune.Code.Value, commune.Name, (short)commune.NameLink, KindCode(commune.Kind),
                commune.PartOf?.Value, commune.DepartementCode, commune.RegionCode, commune.ArrondissementCode,
                commune.Location?.Latitude, commune.Location?.Longitude,
            ]));

    private static readonly TerritoryTable FormerCodes = new(
        "commune_former_codes",
        1,
        ["code", "commune_code"],
        data => data.Communes.SelectMany(commune => commune.FormerCodes.Select(former => (object?[])
            [former.Value, commune.Code.Value])));

    private static readonly TerritoryTable PostalCodes = new(
        "postal_codes",
        2,
        ["code", "commune_code"],
        data => data.Communes.SelectMany(commune => commune.PostalCodes.Select(postalCode => (object?[])
            [postalCode, commune.Code.Value])));

    private static readonly TerritoryTable EpciMembers = new(
        "epci_members",
        2,
        ["epci_code", "commune_code"],
        data => data.Epci.SelectMany(epci => epci.Members.Select(member => (object?[])[epci.Code, member.Value])));

    private static readonly TerritoryTable Outlines = new(
        "commune_outlines",
        1,
        ["code", "outline"],
        data => data.Outlines.Select(outline => (object?[])[outline.Code.Value, outline.Wkb]));

    /// <summary>All tables, each after those that it refers to (chefs-lieux and the deferred ones aside).</summary>
    public static readonly IReadOnlyList<TerritoryTable> All =
    [
        Regions, Departements, Arrondissements, Epci, Communes, DelegatedCommunes, FormerCodes, PostalCodes, EpciMembers, Outlines,
    ];

    public static string ZoneCode(TerritoryZone zone) => zone switch
    {
        TerritoryZone.Metropole => "METROPOLE",
        TerritoryZone.Drom => "DROM",
        TerritoryZone.Com => "COM",
        _ => throw new ArgumentOutOfRangeException(nameof(zone), zone, "Not a zone."),
    };

    public static TerritoryZone Zone(string code) => code switch
    {
        "METROPOLE" => TerritoryZone.Metropole,
        "DROM" => TerritoryZone.Drom,
        "COM" => TerritoryZone.Com,
        _ => throw new FormatException($"'{code}' is not the code of a zone."),
    };

    public static string KindCode(CommuneKind kind) => kind switch
    {
        CommuneKind.Current => "CURRENT",
        CommuneKind.MunicipalArrondissement => "MUNICIPAL_ARRONDISSEMENT",
        CommuneKind.Delegated => "DELEGATED",
        CommuneKind.Associated => "ASSOCIATED",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of commune."),
    };

    public static CommuneKind Kind(string code) => code switch
    {
        "CURRENT" => CommuneKind.Current,
        "MUNICIPAL_ARRONDISSEMENT" => CommuneKind.MunicipalArrondissement,
        "DELEGATED" => CommuneKind.Delegated,
        "ASSOCIATED" => CommuneKind.Associated,
        _ => throw new FormatException($"'{code}' is not the code of a kind of commune."),
    };

    public static string EpciCode(EpciKind kind) => kind switch
    {
        Territories.EpciKind.CommunauteDeCommunes => "CC",
        Territories.EpciKind.CommunauteAgglomeration => "CA",
        Territories.EpciKind.CommunauteUrbaine => "CU",
        Territories.EpciKind.Metropole => "METRO",
        Territories.EpciKind.MetropoleDeLyon => "MET69",
        Territories.EpciKind.EtablissementPublicTerritorial => "EPT",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of EPCI."),
    };

    public static EpciKind EpciKind(string code) => code switch
    {
        "CC" => Territories.EpciKind.CommunauteDeCommunes,
        "CA" => Territories.EpciKind.CommunauteAgglomeration,
        "CU" => Territories.EpciKind.CommunauteUrbaine,
        "METRO" => Territories.EpciKind.Metropole,
        "MET69" => Territories.EpciKind.MetropoleDeLyon,
        "EPT" => Territories.EpciKind.EtablissementPublicTerritorial,
        _ => throw new FormatException($"'{code}' is not the code of a kind of EPCI."),
    };

    /// <summary>Copies the rows into the temporary twin of the table.</summary>
    public async Task CopyAsync(NpgsqlConnection connection, TerritoryData data, CancellationToken cancellation)
    {
        var columns = string.Join(", ", Columns);
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy new_{Name} ({columns}) from stdin (format binary)", cancellation);
        foreach (var row in Rows(data))
        {
            await importer.StartRowAsync(cancellation);
            foreach (var value in row)
            {
                await WriteAsync(importer, value, cancellation);
            }
        }

        await importer.CompleteAsync(cancellation);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter importer, object? value, CancellationToken cancellation) =>
        value switch
        {
            null => importer.WriteNullAsync(cancellation),
            string text => importer.WriteAsync(text, NpgsqlDbType.Text, cancellation),
            short number => importer.WriteAsync(number, NpgsqlDbType.Smallint, cancellation),
            int number => importer.WriteAsync(number, NpgsqlDbType.Integer, cancellation),
            double number => importer.WriteAsync(number, NpgsqlDbType.Double, cancellation),
            byte[] bytes => importer.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellation),
            _ => throw new InvalidOperationException($"No column holds a {value.GetType().Name}."),
        };
}
