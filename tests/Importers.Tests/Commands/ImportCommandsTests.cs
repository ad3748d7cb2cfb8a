using System.Formats.Tar;
using System.Text;
using CsvHelper;
using ICSharpCode.SharpZipLib.BZip2;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>Imports from beginning to end, as an operator sees them.</summary>
public sealed class ImportCommandsTests : IAsyncLifetime
{
    private readonly ImporterDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Sample_TwiceThenRemovedThenAgain_EndsAsItBegan()
    {
        var first = await _database.RunAsync("sample");
        var digest = await DirectoryState.DigestAsync(_database.Connection);
        var second = await _database.RunAsync("sample");
        var tried = await _database.RunAsync("sample", "--remove", "--dry-run");
        var afterTrying = await DirectoryState.DigestAsync(_database.Connection);
        var removed = await _database.RunAsync("sample", "--remove");
        var removedTwice = await _database.RunAsync("sample", "--remove");
        var again = await _database.RunAsync("sample");

        Assert.All([first, second, tried, removed, removedTwice, again], outcome =>
        {
            Assert.Equal(0, outcome.ExitCode);
            Assert.Matches(@"^(sample  .*\n)*$", outcome.Error); // how far it is, where it takes long
        });
        Assert.Matches(
            @"^sample: (\d+) records read .*\n  \1 added \+ 0 changed .* = \1\n  service types: \d+ added, 0 changed\n$", first.Output);
        Assert.Matches(@"^sample: (\d+) records read .*\n  0 added \+ 0 changed .* \1 unchanged .* = \1\n$", second.Output);
        Assert.EndsWith("sample entries would be taken out (dry run: nothing was written).\n", tried.Output, StringComparison.Ordinal);
        Assert.Equal(digest, afterTrying);
        Assert.Matches(@"^\d+ sample entries taken out\.\n$", removed.Output);
        Assert.Equal("There is no sample to take out.\n", removedTwice.Output);
        Assert.Matches(@"^sample: (\d+) records read .*\n  \1 added ", again.Output);
        Assert.Equal(digest, await DirectoryState.DigestAsync(_database.Connection));
    }

    [Fact]
    public async Task DryRun_SaysWhatWouldChangeAndWritesNothing()
    {
        var file = _database.Write("local.json", InventedAnnuaire.File(30));
        var before = await _database.StateAsync();

        var (exitCode, output, _) = await _database.RunAsync("annuaire", file, "--dry-run");

        Assert.Equal(0, exitCode);
        Assert.Contains("(dry run: nothing was written)", output, StringComparison.Ordinal);
        Assert.Contains("30 added", output, StringComparison.Ordinal);
        Assert.Equal(before, await _database.StateAsync());
    }

    [Fact]
    public async Task Annuaire_WithoutTerritories_IsRefused()
    {
        var bare = new DatabaseFixture();
        await bare.InitializeAsync();
        try
        {
            var file = _database.Write("local.json", InventedAnnuaire.File(1));

            var (exitCode, output, error) = await ImporterProcess.RunAsync(bare.ConnectionString, "annuaire", file);

            Assert.Equal((1, ""), (exitCode, output));
            Assert.Equal("No territories are loaded yet, so that no record could be placed. Run 'territories' first.\n", error);
        }
        finally
        {
            await bare.DisposeAsync();
        }
    }

    [Fact]
    public async Task Territories_Twice_ChangeNothingTheSecondTime()
    {
        using var folder = new Territories.TerritoryFolder();

        var outlines = folder.Write(
            "outlines.geojson",
            """{"type":"Feature","properties":{"code":"69123"},"geometry":{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[5,46],[4.5,46],[4.5,45]]]}}""");

        var tried = await _database.RunAsync("territories", "--from", folder.Path, "--outlines", outlines, "--force", "--dry-run");
        var first = await _database.RunAsync("territories", "--from", folder.Path, "--outlines", outlines, "--force");
        var second = await _database.RunAsync("territories", "--from", folder.Path);

        Assert.Equal((0, 0, 0), (tried.ExitCode, first.ExitCode, second.ExitCode));
        Assert.Contains("(dry run: nothing was written)", tried.Output, StringComparison.Ordinal);
        Assert.Equal(tried.Output.Split('\n')[1], first.Output.Split('\n')[1]); // the same changes, twice found
        Assert.Contains("communes +", first.Output, StringComparison.Ordinal);
        Assert.Contains("nothing changed", second.Output, StringComparison.Ordinal);
        Assert.All(
            [tried, first, second],
            run => Assert.Contains("  outlines: 1 communes with one, 4 not checked", run.Output, StringComparison.Ordinal));
        Assert.Contains("OUTLINE_MISSING 4", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_ImportsAFileThatLacksMostKnownRecords()
    {
        await _database.RunAsync("annuaire", _database.Write("local.json", InventedAnnuaire.File(30)));
        var few = _database.Write("few.json", InventedAnnuaire.File(5));
        var before = await _database.StateAsync();

        var refused = await _database.RunAsync("annuaire", few);
        var afterRefusal = await _database.StateAsync();
        var forced = await _database.RunAsync("annuaire", few, "--force");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("25 of the 30 known records are not in the file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, afterRefusal);
        Assert.Equal(0, forced.ExitCode);
        Assert.Contains("25 removals proposed", forced.Output, StringComparison.Ordinal);
        Assert.Contains(
            "compared with the outline of their commune: 0, of which 0 outside; 5 not checked", forced.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_HoldsEveryIssueWithItsPlaceAsCsvThatNoSpreadsheetRuns()
    {
        var file = _database.Write("local.json", InventedAnnuaire.File(
        [
            InventedAnnuaire.Record(1),
            InventedAnnuaire.Record(1, "=HYPERLINK(\\\"http://x.example\\\",\\\"oui\\\")"),
            InventedAnnuaire.Record(3, "").Replace("\"nom\":\"\"", "\"nom\":\"  \"", StringComparison.Ordinal),
            InventedAnnuaire.Record(4, extra: ",\"site_internet\":[{\"libelle\":\"\",\"valeur\":\"pas, \\\"une\\\"\\nadresse\"}]"),
        ]));
        var report = _database.PathOf("report.csv");

        var (exitCode, output, _) = await _database.RunAsync("annuaire", file, "--report", report);

        var rows = Csv(await File.ReadAllTextAsync(report));
        Assert.Equal(0, exitCode);
        Assert.Equal("severity,code,key,record,line,byte_offset,excerpt,message".Split(','), rows[0]);
        Assert.All(rows, row => Assert.Equal(8, row.Length));
        Assert.All(rows.Skip(1).SelectMany(row => row), value => Assert.DoesNotMatch("^[=+@\t\r-]", value));
        Assert.Equal(
            [("DUPLICATE_KEY", "2", "3"), ("MISSING_NAME", "3", "4"), ("WEB_ADDRESS_UNREADABLE", "4", "5")],
            rows.Skip(1).Select(row => (row[1], row[3], row[4])));
        Assert.StartsWith("'=HYPERLINK(\"http://x.example\"", rows[1][6], StringComparison.Ordinal);
        Assert.Contains("pas, \"une\"\nadresse", rows[3][6], StringComparison.Ordinal);
        Assert.Equal(3, await _database.CountAsync("select count(*) from import_rejects"));
        Assert.Contains("2 rejected = 4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annuaire_WithATypeThatNobodyKnows_PublishesItAndSaysSoOnce()
    {
        var file = _database.Write("local.json", InventedAnnuaire.File(
        [
            InventedAnnuaire.Record(1),
            InventedAnnuaire.Record(2, type: "maison_du_futur"),
            InventedAnnuaire.Record(3, type: "maison_du_futur"),
        ]));
        var zip = _database.Write("commune.zip", InventedAnnuaire.CompetenceZip("guichet_lunaire", 1));
        var report = _database.PathOf("report.csv");

        var first = await _database.RunAsync("annuaire", file, "--competences", zip, "--report", report);
        var rows = Csv(await File.ReadAllTextAsync(report)).Skip(1).ToList();
        var second = await _database.RunAsync("annuaire", file, "--competences", zip);

        Assert.Equal(
            [("NEW_SERVICE_TYPE", "1", "guichet_lunaire"), ("NEW_SERVICE_TYPE", "2", "maison_du_futur")],
            rows.Select(row => (row[1], row[3], row[6])));
        Assert.Equal(2, await _database.CountAsync(
            "select count(*) from entries where kind = 'service_type' and name in ('Maison du futur', 'Guichet lunaire')"));
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.DoesNotContain("NEW_SERVICE_TYPE", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("service types", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _database.CountAsync("select count(*) from issue_reports"));
    }

    [Fact]
    public async Task Annuaire_FromTheWholeArchive_TakesItsCompetencesToo()
    {
        var archive = _database.Write("all_latest.tar.bz2", Archive(
            ("2026-01-31_060000-data.gouv_commune.zip", InventedAnnuaire.CompetenceZip("msap", 1, 2)),
            ("2026-01-31_060000-data.gouv_local.json", Encoding.UTF8.GetBytes(InventedAnnuaire.File(3)))));

        var (exitCode, output, error) = await _database.RunAsync("annuaire", archive);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("3 added", output, StringComparison.Ordinal);
        Assert.Equal(2, await _database.CountAsync("select count(*) from competences where basis = 'declared'"));
    }

    [Fact]
    public async Task Annuaire_FromAnArchiveWithADamagedZip_IsRefusedWhole()
    {
        var archive = _database.Write("all_latest.tar.bz2", Archive(
            ("data.gouv_local.json", Encoding.UTF8.GetBytes(InventedAnnuaire.File(3))),
            ("data.gouv_commune.zip", InventedAnnuaire.CompetenceZip("msap", 1)[..^30])));
        var before = await _database.StateAsync();

        var (exitCode, _, error) = await _database.RunAsync("annuaire", archive);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("all_latest.tar.bz2, data.gouv_commune.zip: truncated or damaged", error, StringComparison.Ordinal);
        Assert.Equal(before, await _database.StateAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoForms_OfTheSameEntry_SettleWhicheverComesFirst(bool isLegacyFirst)
    {
        var current = _database.Write("local.json", InventedAnnuaire.File(
            [InventedAnnuaire.Record(1, "Maison d'aujourd'hui", pivot: "msap-69123-01"), InventedAnnuaire.Record(2)]));
        var legacy = _database.Write(
            "2017.ndjson", InventedAnnuaire.Legacy(1, "Maison d'autrefois", "msap-69123-01", "2017-03-01"));
        string[][] order = [["annuaire", current], ["annuaire-legacy", legacy]];
        if (isLegacyFirst)
        {
            Array.Reverse(order);
        }

        await _database.RunAsync(order[0]);
        await _database.RunAsync(order[1]);
        var settled = await DirectoryState.DigestAsync(_database.Connection);
        var third = await _database.RunAsync(order[0]);
        var fourth = await _database.RunAsync(order[1]);

        Assert.All(
            [third, fourth],
            outcome => Assert.Contains(" 0 added + 0 changed + 0 confirmed + 0 kept", outcome.Output, StringComparison.Ordinal));
        Assert.Equal(settled, await DirectoryState.DigestAsync(_database.Connection));
        Assert.Equal(1, await _database.CountAsync("select count(*) from entries where name = 'Maison d''aujourd''hui'"));
        Assert.Equal(2, await _database.CountAsync("select count(*) from entries where kind = 'administration'"));
        Assert.Equal(0, await _database.CountAsync("select count(*) from issue_reports"));
        Assert.Equal(1, await _database.CountAsync(
            "select count(*) from entries e join entry_versions v using (sequence) where e.name = 'Maison d''aujourd''hui' and v.document #>> '{provenance,source}' = 'dila-annuaire' and e.verified_at > '2025-01-01'"));
    }

    [Fact]
    public async Task Interrupt_WhilePublishing_WritesNothingAndSaysSo()
    {
        var file = _database.Write("local.json", InventedAnnuaire.File(600));
        var before = await _database.StateAsync();
        using var import = _database.Start("annuaire", file);
        await using (await _database.BlockAsync("imports")) // everything is published then, and nothing committed
        {
            await _database.WaitUntilBlockedAsync("imports", import);
            import.Interrupt();
            var (exitCode, output, error) = await import.EndAsync();

            Assert.Equal((130, ""), (exitCode, output));
            Assert.EndsWith("Interrupted: nothing was written.\n", error, StringComparison.Ordinal);
        }

        await _database.WaitUntilAloneAsync();
        Assert.Equal(before, await _database.StateAsync());
    }

    [Fact]
    public async Task SecondImport_OfASourceThatIsBeingImported_IsRefused()
    {
        var file = _database.Write("local.json", InventedAnnuaire.File(10));
        using var first = _database.Start("annuaire", file);
        Outcome second;
        await using (await _database.BlockAsync("imports"))
        {
            await _database.WaitUntilBlockedAsync("imports", first);
            second = await _database.RunAsync("annuaire", file);
        }

        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.Equal("Another import of dila-annuaire is running. Wait for its end. Nothing was written.\n", second.Error);
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        Assert.Equal(1, await _database.CountAsync("select count(*) from imports where source = 'dila-annuaire'"));
    }

    [Fact]
    public async Task Verify_OfAnAlteredLog_FailsAndNamesThePlace()
    {
        await _database.RunAsync("sample");
        var whole = await _database.RunAsync("verify");
        await _database.ExecuteAsync(
            """
            alter table entry_versions disable trigger user;
            update entry_versions set document = jsonb_set(document, '{name}', '"Autre nom"') where sequence = 2;
            alter table entry_versions enable trigger user
            """);

        var altered = await _database.RunAsync("verify");

        Assert.Equal(0, whole.ExitCode);
        Assert.Matches(
            @"^\d+ versions, 0 lines of the journal, 0 steps of requests, 0 problem\(s\)\nnot verified against kept heads: .*\n\d+ published documents, digest [0-9a-f]{64}\n$", whole.Output);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("sequence 2 does not match its hash: it was altered", altered.Error, StringComparison.Ordinal);
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        using var compressed = new MemoryStream();
        using (var bzip2 = new BZip2OutputStream(compressed) { IsStreamOwner = false })
        {
            bzip2.Write(tar.ToArray());
        }

        return compressed.ToArray();
    }

    private static List<string[]> Csv(string text)
    {
        using var reader = CsvReader.FromText(
            text, new CsvReaderOptions { HasHeader = false, Separator = ',', MalformedData = CsvMalformedDataHandling.Throw });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }

        return rows;
    }
}
