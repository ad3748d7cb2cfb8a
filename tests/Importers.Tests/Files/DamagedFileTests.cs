using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Files;
using PublicDirectory.Importers.Fiches;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Importers.Tests.Annuaire;
using PublicDirectory.Importers.Tests.Commands;
using PublicDirectory.Importers.Tests.Fiches;
using PublicDirectory.Importers.Tests.Territories;

namespace PublicDirectory.Importers.Tests.Files;

/// <summary>
/// Files that are half there, poisoned or damaged by chance: each is refused whole or read record by record with named reasons; nothing
/// else is ever thrown, and no reader stands still.
/// </summary>
public sealed class DamagedFileTests : IDisposable
{
    // Far beyond what reading any of these takes.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly byte[] Annuaire = Encoding.UTF8.GetBytes(InventedAnnuaire.File(40));

    private readonly string _folder = Directory.CreateTempSubdirectory("damaged-").FullName;
    private readonly List<ImportIssue> _issues = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Annuaire_CutAtEveryHundredth_IsRefusedBeforeItsFirstRecordInEveryForm()
    {
        List<string> taken = [];
        foreach (var form in SourceForms.All)
        {
            var whole = SourceForms.Make(form, Annuaire);
            Assert.Equal((form, 40), (form, await ReadAnnuaireAsync(whole)));
            for (var hundredth = 0; hundredth < 100; hundredth++)
            {
                var length = whole.Length * hundredth / 100;
                // A tar ends with two blocks of zeros: cut in these it lacks nothing. Packed, they are in the last hundredth.
                var mayBeWhole =
                    form == "tar"
                        ? whole.AsSpan(length).IndexOfAnyExcept((byte)0) < 0
                        : form.StartsWith("tar", StringComparison.Ordinal) && hundredth == 99;
                var outcome = await OutcomeAsync(() => ReadAnnuaireAsync(whole[..length]));
                if (outcome != "refused" && !(mayBeWhole && outcome == "40 records"))
                {
                    taken.Add($"{form} at {hundredth} %: {outcome}");
                }
            }
        }

        Assert.Empty(taken);
    }

    [Fact]
    public async Task Fiches_CutAtEveryHundredth_AreRefusedOrRejected()
    {
        var zip = FicheExamples.Zip(("F1.xml", FicheExamples.Card), ("F2.xml", FicheExamples.Plain("F2", "Renouveler la carte")));
        var xml = Encoding.UTF8.GetBytes(FicheExamples.Card);
        Assert.Equal((2, 1), (await ReadFichesAsync("a.zip", zip), await ReadFichesAsync("F1.xml", xml)));

        for (var hundredth = 0; hundredth < 100; hundredth++)
        {
            var outcome = await OutcomeAsync(() => ReadFichesAsync("a.zip", zip[..(zip.Length * hundredth / 100)]));
            Assert.Equal((hundredth, "refused"), (hundredth, outcome));
            // A single file is a record: it is rejected with its place, and nothing comes of it.
            var alone = await OutcomeAsync(() => ReadFichesAsync("F1.xml", xml[..(xml.Length * hundredth / 100)]));
            Assert.True(alone is "refused" or "0 records", $"{hundredth} %: {alone}");
        }
    }

    [Fact]
    public async Task Territories_CutAtEveryHundredth_AreRefused()
    {
        using var folder = new TerritoryFolder();
        var whole = Encoding.UTF8.GetBytes(TerritoryFolder.Communes.TrimEnd());
        for (var hundredth = 0; hundredth < 100; hundredth++)
        {
            folder.Write("communes.json", whole[..(whole.Length * hundredth / 100)]);
            Assert.Equal((hundredth, "refused"), (hundredth, await OutcomeAsync(async () =>
                (await TerritoryFiles.ReadAsync(folder.Path, null)).Data.Communes.Count)));
        }
    }

    [Theory]
    [MemberData(nameof(PoisonNames))]
    public async Task Annuaire_Poisoned_IsRefusedOrRejectedByName(string what)
    {
        var (_, content, outcome, issue) = Poisons.Single(poison => poison.What == what);
        Assert.Equal((what, outcome), (what, await OutcomeAsync(() => ReadAnnuaireAsync(content))));
        if (issue is not null)
        {
            Assert.Contains(_issues, found => found.Code == issue);
        }
    }

    // By name: what finds the tests would carry ten megabytes of content about, several times over.
    public static TheoryData<string> PoisonNames => [.. Poisons.Select(poison => poison.What)];

    private static IEnumerable<(string What, byte[] Content, string Outcome, string? Issue)> Poisons =>
    [
        ("JSON within JSON, 100,000 deep", Utf8("{\"service\":[" + new string('[', 100_000)), "refused", null),
        ("a record 1,000 deep", Utf8(Record(",\"mission\":" + new string('[', 1000) + new string(']', 1000))), "refused", null),
        ("bytes that are no UTF-8", [.. Utf8("{\"service\":[{\"id\":\""), 0xFF, 0xFE, .. Utf8("\"}]}")], "refused", null),
        ("UTF-16", Encoding.Unicode.GetBytes(Record("")), "refused", null),
        ("a byte-order mark", [0xEF, 0xBB, 0xBF, .. Utf8(Record(""))], "1 records", null),
        ("NUL in a field", Utf8(Record(",\"mission\":\"a\\u0000b\"")), "1 records", null),
        ("half a surrogate", Utf8(Record(",\"mission\":\"a\\ud800b\"")), "0 records", null),
        ("a field of 10 MB", Utf8(Record($",\"mission\":\"{new string('x', 10 << 20)}\"")), "refused", null),
        ("the same record twice", Utf8(InventedAnnuaire.File([InventedAnnuaire.Record(1), InventedAnnuaire.Record(1)])), "1 records", "DUPLICATE_KEY"),
        ("a property twice", Utf8(Record(",\"nom\":\"Autre\"")), "1 records", null),
        ("a commune that never was", Utf8(Record(",\"code_insee_commune\":\"99999\"")), "1 records", null),
        ("a name to be run by a spreadsheet", Utf8(InventedAnnuaire.File([InventedAnnuaire.Record(1, name: "=cmd|' /C calc'!A0")])), "1 records", null),
        ("a zip in a zip", SourceForms.Make("zip", SourceForms.Make("zip", Annuaire)), "refused", null),
        ("gzip in gzip", SourceForms.Make("gzip", SourceForms.Make("gzip", Annuaire)), "refused", null),
        ("names that leave the archive", ZipOf(("../../../../etc/data.gouv_local.json", Annuaire)), "40 records", null), // nothing is written by name
        ("a link in place of the file", Tar(TarEntryType.SymbolicLink), "refused", null),
        ("a hard link in place of the file", Tar(TarEntryType.HardLink), "refused", null),
    ];

    [Fact]
    public async Task Archives_ThatYieldFarMoreThanTheyHold_AreRefusedEarly()
    {
        var bounds =
            new SourceFileOptions { MaxRatio = 50, RatioAppliesAfterBytes = 1 << 20, MaxEntries = 100, MaxEntryBytes = 16 << 20, MaxTotalBytes = 32 << 20 };
        var padded = Utf8(Record("") + new string(' ', 8 << 20));
        foreach (var (what, content) in new (string, byte[])[]
        {
            ("by ratio, gzip", SourceForms.Make("gzip", padded)),
            ("by ratio, bzip2", SourceForms.Make("bzip2", padded)),
            ("by ratio, zip", SourceForms.Make("zip", padded)),
            ("by number", ZipOf([.. Enumerable.Range(0, 200).Select(i => ($"{i}.txt", Array.Empty<byte>()))])),
        })
        {
            Assert.Equal((what, "refused"), (what, await OutcomeAsync(() => ReadAnnuaireAsync(content, bounds))));
        }
    }

    /// <summary>
    /// DIRECTORY_FUZZ says how many times each reader is tried (100,000 in a long run); a failure names the seed, which then stays in
    /// <see cref="Seeds"/>.
    /// </summary>
    [Fact]
    public async Task Readers_OfFilesDamagedByChance_RefuseOrReadThemAndNothingElse()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("DIRECTORY_FUZZ") ?? "60", CultureInfo.InvariantCulture);
        List<string> wrong = [];
        foreach (var seed in Seeds.Concat(Enumerable.Range(1000, times)))
        {
            var random = new Random(seed);
            var form = SourceForms.All[random.Next(SourceForms.All.Length)];
            var annuaire = Damage(SourceForms.Make(form, Damage(Annuaire, random)), random, isLight: true);
            var legacy =
                Damage(
                    Utf8(string.Join('\n', Enumerable.Range(1, 5)
                        .Select(i => InventedAnnuaire.Legacy(i, $"Maison {i}", $"msap-69123-{i}", "2017-01-01")))), random);
            var fiche = Damage(Utf8(FicheExamples.Card), random);
            foreach (var (reader, read) in new (string, Func<Task<int>>)[]
            {
                ($"annuaire, {form}", () => ReadAnnuaireAsync(annuaire)),
                ("legacy", () => ReadLegacyAsync(legacy)),
                ("fiche", () => ReadFichesAsync("F1.xml", fiche)),
            })
            {
                if (await OutcomeAsync(read) is var outcome
                    && outcome != "refused"
                    && !outcome.EndsWith("records", StringComparison.Ordinal))
                {
                    wrong.Add($"seed {seed}, {reader}: {outcome}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    // Seeds that found something once.
    private static int[] Seeds => [];

    private static async Task<string> OutcomeAsync(Func<Task<int>> read)
    {
        try
        {
            return $"{await Task.Run(read).WaitAsync(Limit)} records";
        }
        catch (SourceFileException)
        {
            return "refused";
        }
        catch (TimeoutException)
        {
            return "does not end";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private async Task<int> ReadAnnuaireAsync(byte[] content, SourceFileOptions? bounds = null)
    {
        var count = 0;
        await foreach (var _ in new AnnuaireReader(SmallTerritories.Index, _issues.Add, bounds).ReadAsync(Write("annuaire", content)))
        {
            count++;
        }

        return count;
    }

    private async Task<int> ReadLegacyAsync(byte[] content)
    {
        var count = 0;
        await foreach (var _ in new LegacyReader(SmallTerritories.Index, _issues.Add).ReadAsync(Write("legacy", content)))
        {
            count++;
        }

        return count;
    }

    private async Task<int> ReadFichesAsync(string name, byte[] content)
    {
        var count = 0;
        await foreach (var _ in new FichesReader(new FicheFiles([new FileInfo(Write(name, content))]), null, _issues.Add).ReadAsync())
        {
            count++;
        }

        return count;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Damage(byte[] content, Random random, bool isLight = false)
    {
        var bytes = content.ToList();
        for (var i = random.Next(isLight ? 2 : 8); i >= 0 && bytes.Count > 10; i--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(isLight ? 3 : 6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2 when isLight:
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Utf8(Bits[random.Next(Bits.Length)]));
                    break;
                case 4:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(1, 5000)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static readonly string[] Bits =
        [
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "1e999", "-", "\\u0000", "\\ud800", "<", ">", "&", "]]>", "<!--", "<![CDATA[",
            "\0", "\uFEFF", "é", "\u202E", "<Paragraphe>", "</Texte>"
        ];

    private static string Record(string extra) => InventedAnnuaire.File(1, _ => extra);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] ZipOf(params (string Name, byte[] Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }

    private static byte[] Tar(TarEntryType type)
    {
        var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(type, "data.gouv_local.json") { LinkName = "/etc/passwd" });
        }

        return buffer.ToArray();
    }
}
