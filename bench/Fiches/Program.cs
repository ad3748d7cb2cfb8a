using PublicDirectory.Core.Demarches;
using PublicDirectory.Fiches;
using PublicDirectory.Importers.Fiches;

// Fiches FOLDER [GOLD]            precision and recall of what is read, by field, against the fiches read by people in GOLD
// Fiches FOLDER --show KEY…       what is read of these fiches: particuliers/F21089, or F21089
if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Fiches FOLDER GOLD | Fiches FOLDER --show KEY...");
    return 2;
}

var folder = new DirectoryInfo(args[0]);
var files = new FicheFiles([.. folder.EnumerateFiles("*vosdroits*.zip").OrderBy(file => file.Name, StringComparer.Ordinal)]);
var index = folder.EnumerateFiles("index.json*").FirstOrDefault();
var reader = new FichesReader(files, index is null ? null : FicheIndex.Read(index), _ => { });
var isShowing = args[1] == "--show";
var gold = isShowing ? [] : GoldFiche.ReadAll(new DirectoryInfo(args[1]));
var wanted = (isShowing ? args[2..] : [.. gold.Select(fiche => fiche.Key)]).ToHashSet(StringComparer.Ordinal);
var found = new Dictionary<string, DemarcheDocument>(StringComparer.Ordinal);
await foreach (var record in reader.ReadAsync())
{
    if (record.Document is DemarcheDocument document && (wanted.Contains(record.Key) || wanted.Contains(record.Key.Split('/')[1])))
    {
        found.Add(record.Key, document);
    }
}

if (isShowing)
{
    foreach (var (key, document) in found)
    {
        Console.WriteLine(FicheReading.Describe(key, document));
    }

    return 0;
}

var scores = new Scores();
foreach (var fiche in gold)
{
    scores.Compare(fiche, found[fiche.Key]);
}

Console.WriteLine(scores);
return 0;
