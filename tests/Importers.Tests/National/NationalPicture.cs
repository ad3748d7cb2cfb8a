using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>What the national files publish, made once without a database: for walks over every commune.</summary>
internal static class NationalPicture
{
    private static readonly Lazy<Task<Picture>> Made = new(() => Task.Run(MakeAsync));
    private static readonly Lazy<Task<TerritoryIndex>> Read = new(() => Task.Run(ReadTerritoriesAsync));

    public static Task<Picture> GetAsync() => Made.Value;

    public static Task<TerritoryIndex> TerritoriesAsync() => Read.Value;

    private static async Task<TerritoryIndex> ReadTerritoriesAsync()
    {
        var content = await TerritoryFiles.ReadAsync(
            PathOf("territoires"), PathOf("territoires", "communes-points-mairies-2017.csv"), CancellationToken.None);
        return TerritoryIndex.Build(content.Data);
    }

    private static async Task<Picture> MakeAsync()
    {
        var territories = await TerritoriesAsync();
        var (encoder, demarches, versions) = (new AdministrationEncoder(), new DemarcheEncoder(), new List<DecodedVersion>());
        foreach (var type in ServiceTypeTable.Read())
        {
            Add(type);
        }

        var table = await CompetenceZip.ReadAsync(PathOf("dila-v4-national", "data.gouv_commune.zip"), territories, _ => { });
        await foreach (var record in new AnnuaireReader(territories, _ => { }).ReadAsync(
            PathOf("dila-v4-national", "data.gouv_local.json.gz")))
        {
            Add(table.Complete(record).Document!);
        }

        var folder = new DirectoryInfo(PathOf("dila-fiches-2020"));
        var fiches = new FichesReader(
            new FicheFiles(folder.GetFiles("*.zip")), FicheIndex.Read(folder.GetFiles("index.json*")[0]), _ => { });
        await foreach (var record in fiches.ReadAsync())
        {
            Add(record.Document!);
        }

        return new Picture(PictureState.Empty.WithTerritories(territories).Rebuilt(versions));

        void Add(EntryDocument document) => versions.Add(DecodedVersion.From(
            new PublishedVersion(
                versions.Count + 1, Guid.CreateVersion7(), document.Kind, 1, DocumentJson.Write(document), PublicationPath.Standard,
                NodaConstants.UnixEpoch, NodaConstants.UnixEpoch),
            encoder,
            demarches));
    }

    private static string PathOf(params string[] parts) => Path.Combine([Repository.NationalData!, .. parts]);
}
