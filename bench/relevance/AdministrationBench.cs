using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>
/// Asks for counters as people write to find them: right is any administration of the type meant, in the commune (INSEE
/// code) or département meant.
/// </summary>
internal sealed class AdministrationBench(Picture picture)
{
    private const int Depth = 50;

    public static async Task<AdministrationBench> LoadAsync(string connection)
    {
        await using var dataSource = NpgsqlDataSource.Create(connection);
        var directory = new PublishedDirectory(new PostgresLog(dataSource), new PublishedDirectoryOptions());
        await directory.StartAsync();
        await directory.WaitForPictureAsync();
        await directory.StopAsync();
        return new AdministrationBench(directory.Current!);
    }

    public Picture Picture => picture;

    /// <summary>Shows what is found first, for a look at single queries.</summary>
    public void Show(string query)
    {
        var page = picture.Search.Search(new SearchQuery { Text = query, First = 5 });
        Console.WriteLine($"{query}: {page.TotalCount} found");
        foreach (var hit in page.Hits)
        {
            Console.WriteLine($"  {hit.Score:0.000}  {TitleOf(hit)}");
        }
    }

    public void Report(string path, bool showsMisses)
    {
        Report("administrations", path, [SearchKind.Administration], showsMisses);
        Report("administrations, among démarches", path, [], showsMisses);
    }

    private void Report(string name, string path, IReadOnlyList<SearchKind> kinds, bool showsMisses)
    {
        var ranks = new List<int>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            string Value(string name) => json.RootElement.GetProperty(name).GetString()!;
            var (question, type, place) = (Value("question"), Value("type"), Value("place"));
            var found = picture.Search.Search(new SearchQuery { Text = question, Kinds = kinds, First = Depth })
                .Hits.Select(hit => (Administration: picture.Find(hit.Id), Title: TitleOf(hit)))
                .ToList();
            ranks.Add(1 + found.FindIndex(one => one.Administration is { } administration && IsMeant(administration, type, place)));
            if (showsMisses && ranks[^1] != 1)
            {
                Console.WriteLine(
                    $"{ranks[^1],3}  {question} ({type} {place}); first: {string.Join(" | ", found.Take(3).Select(one => one.Title))}");
            }
        }

        Console.WriteLine($"{name,-40} {Measure.Of(ranks)}");
    }

    private string? TitleOf(SearchHit hit) =>
        hit.Kind == SearchKind.Demarche ? picture.FindDemarche(hit.Id)?.Title.ToString() : picture.Find(hit.Id)?.Name.ToString();

    private bool IsMeant(AdministrationRecord administration, string type, string place) =>
        administration.Types.Any(own => own.ToString() == type)
        && administration.Commune is { } seat
        && picture.Territories.CurrentCommune(seat) is { } commune
        && (commune.DepartementCode == place || commune.Code.Value == place || commune.PartOf?.Value == place);
}
