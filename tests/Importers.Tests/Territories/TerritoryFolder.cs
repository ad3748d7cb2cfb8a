using System.IO.Compression;
using System.Text;

namespace PublicDirectory.Importers.Tests.Territories;

/// <summary>A folder of small territory files; a test replaces the file that matters to it.</summary>
internal sealed class TerritoryFolder : IDisposable
{
    public const string Communes = """
        [
          {"code":"69123","nom":"Lyon","typeLiaison":0,"zone":"metro","arrondissement":"691","departement":"69","region":"84","type":"commune-actuelle","rangChefLieu":0,"anciensCodes":["69232"],"siren":"216901231","population":519127,"codesPostaux":["69001","69003"]},
          {"code":"69383","nom":"Lyon 3e Arrondissement","typeLiaison":0,"zone":"metro","type":"arrondissement-municipal","commune":"69123","arrondissement":"691","departement":"69","region":"84","codesPostaux":["69003"],"population":100000},
          {"code":"01033","nom":"Valserhône","typeLiaison":0,"zone":"metro","arrondissement":"","departement":"01","region":"84","type":"commune-actuelle","anciensCodes":["01126","01091"],"siren":"200083863","codesPostaux":["01200"],"population":16712},
          {"code":"01033","nom":"Bellegarde-sur-Valserine","typeLiaison":0,"zone":"metro","type":"commune-deleguee","chefLieu":"01033","departement":"01","region":"84"},
          {"code":"01091","nom":"Châtillon-en-Michaille","typeLiaison":0,"zone":"metro","type":"commune-deleguee","chefLieu":"01033","departement":"01","region":"84"},
          {"code":"2A004","nom":"Ajaccio","typeLiaison":1,"zone":"metro","departement":"2A","region":"94","type":"commune-actuelle","anciensCodes":["20004"],"codesPostaux":["20000"],"population":76320},
          {"code":"97302","nom":"Cayenne","typeLiaison":0,"zone":"drom","departement":"973","region":"03","type":"commune-actuelle","codesPostaux":["97300"],"population":62675},
          {"code":"98735","nom":"Papeete","departement":"987","region":"987","zone":"com","type":"commune-actuelle","codesPostaux":["98714"],"population":26654}
        ]
        """;

    public TerritoryFolder()
    {
        Path = Directory.CreateTempSubdirectory("territories-").FullName;
        Write("regions.json", """
            [
              {"code":"84","chefLieu":"69123","nom":"Auvergne-Rhône-Alpes","typeLiaison":1,"zone":"metro"},
              {"code":"94","chefLieu":"2A004","nom":"Corse","typeLiaison":0,"zone":"metro"},
              {"code":"03","chefLieu":"97302","nom":"Guyane","typeLiaison":3,"zone":"drom"},
              {"code":"987","chefLieu":"98735","nom":"Polynésie française","typeLiaison":0,"zone":"com"}
            ]
            """);
        Write("departements.json", """
            [
              {"code":"01","region":"84","chefLieu":"01033","nom":"Ain","typeLiaison":5,"zone":"metro"},
              {"code":"69","region":"84","chefLieu":"69123","nom":"Rhône","typeLiaison":2,"zone":"metro"},
              {"code":"2A","region":"94","chefLieu":"2A004","nom":"Corse-du-Sud","typeLiaison":3,"zone":"metro"},
              {"code":"973","region":"03","chefLieu":"97302","nom":"Guyane","typeLiaison":3,"zone":"drom"},
              {"code":"987","region":"987","chefLieu":"98735","nom":"Polynésie française","typeLiaison":0,"zone":"com"}
            ]
            """);
        Write("arrondissements.json", """
            [{"code":"691","departement":"69","region":"84","chefLieu":"69123","nom":"Lyon","typeLiaison":0}]
            """);
        Write("epci.json", """
            [{"code":"200046977","nom":"Métropole de Lyon","type":"MET69","membres":[{"code":"69123"}]}]
            """);
        Write("communes.json", Communes);
    }

    public string Path { get; }

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void WriteCommune(string json) => Write("communes.json", $"{Communes.TrimEnd()[..^1]},\n{json}\n]");

    /// <summary>Replaces a file by its gzipped form under a name with a vintage.</summary>
    public void Compress(string name)
    {
        var plain = System.IO.Path.Combine(Path, name);
        using (var target = File.Create(System.IO.Path.Combine(Path, $"cog2026-{name}.gz")))
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(plain));
        }

        File.Delete(plain);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
