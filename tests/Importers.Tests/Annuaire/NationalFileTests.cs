using System.Diagnostics;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>Reads the real files to their last record: no record may go missing without a reason.</summary>
public sealed class NationalFileTests(NationalTerritories territories, ITestOutputHelper output)
    : IClassFixture<NationalTerritories>
{
    [NationalDataFact]
    public async Task Annuaire_NationalFile_IsExplainedToTheLastRecord()
    {
        var issues = new List<ImportIssue>();
        var reader = new AnnuaireReader(territories.Index, issues.Add);

        var (attributed, unread) = (0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        var records = await Count(
            reader.ReadAsync(File("dila-v4-national", "data.gouv_local.json.gz")).Select(record =>
            {
                attributed += record.Document!.Provenance.Attribution is null ? 0 : 1;
                foreach (var value in ((AdministrationDocument)record.Document).Unread)
                {
                    unread[value.Label] = unread.GetValueOrDefault(value.Label) + 1;
                }

                return record;
            }),
            issues);

        output.WriteLine($"{reader.Tally}; unread: {string.Join(", ", unread.Select(each => $"{each.Value} {each.Key}"))}");
        Assert.Equal(61_112, reader.Tally.Read);
        Assert.Equal(records, reader.Tally.Imported);
        Assert.Equal(reader.Tally.Read, reader.Tally.Imported + reader.Tally.Rejected + reader.Tally.Skipped);
        Assert.Equal(reader.Tally.Rejected, issues.Count(issue => issue.Severity is ImportIssueSeverity.Rejected));
        Assert.Equal(326, unread.Values.Sum()); // 177 sites, 71 mails, 40 telephones, 36 faxes, a line, a postal code
        Assert.Equal(4_976, attributed); // the Intérieur holds 3,128 of them, the Justice 1,736
        Assert.True(reader.Tally.Imported >= 61_100, $"Only {reader.Tally.Imported} were imported.");
    }

    [NationalDataTheory]
    [InlineData("dila-annuaire-2017", "organismes.ndjson.gz", 61_112, true)]
    [InlineData("dila-annuaire-2016", "organismes-locaux.ndjson.gz", 62_138, false)]
    public async Task Legacy_NationalFile_IsExplainedToTheLastRecord(string folder, string name, int expected, bool hasHours)
    {
        var issues = new List<ImportIssue>();
        var reader = new LegacyReader(territories.Index, issues.Add);

        var records = await Count(reader.ReadAsync(File(folder, name)), issues);

        output.WriteLine(reader.Tally.ToString());
        Assert.Equal(expected, reader.Tally.Read);
        Assert.Equal(records, reader.Tally.Imported);
        Assert.Equal(reader.Tally.Read, reader.Tally.Imported + reader.Tally.Rejected + reader.Tally.Skipped);
        Assert.Equal(hasHours, reader.Blocks.Contains("openingHours"));
    }

    [NationalDataFact]
    public async Task Competence_NationalArchive_GivesEveryRowToAnAdministration()
    {
        var issues = new List<ImportIssue>();
        var watch = Stopwatch.StartNew();

        var table = await CompetenceZip.ReadAsync(
            File("dila-v4-national", "data.gouv_commune.zip"), territories.Index, issues.Add);

        output.WriteLine($"{table.Tally} in {watch.Elapsed}");
        var (declared, seats, rows) = (0, 0, 0);
        var reader = new AnnuaireReader(territories.Index, _ => { });
        await foreach (var record in reader.ReadAsync(File("dila-v4-national", "data.gouv_local.json.gz")))
        {
            var document = (Core.Administrations.AdministrationDocument)table.Complete(record).Document;
            Assert.Empty(Core.Administrations.AdministrationValidator.Validate(document));
            var isDeclared = document.Competences.Any(c => c.Basis is Core.Administrations.CompetenceBasis.Declared);
            declared += isDeclared ? 1 : 0;
            seats += !isDeclared && document.Competences.Count > 0 ? 1 : 0;
            rows += isDeclared ? document.Competences.Sum(c => c.Communes.Count) : 0;
        }

        var unknown = table.ReportUnknownAdministrations(issues.Add);
        output.WriteLine($"declared {declared}, seat {seats}, none {reader.Tally.Imported - declared - seats}, unknown {unknown}");
        Print(issues);
        Assert.Equal(0, unknown);
        Assert.Equal(table.Tally.Rows, rows);
        Assert.Equal(table.Tally.Administrations, declared);
    }

    private static string File(string folder, string name) => Path.Combine(Repository.NationalData!, folder, name);

    private async Task<int> Count(IAsyncEnumerable<SourceRecord> records, List<ImportIssue> issues)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        await foreach (var record in records)
        {
            Assert.NotEmpty(record.Key);
            count++;
        }

        output.WriteLine($"{count} records in {watch.Elapsed.TotalSeconds:0.0} s");
        Print(issues);
        return count;
    }

    private void Print(List<ImportIssue> issues)
    {
        foreach (var group in issues.GroupBy(issue => issue.Code).OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"{group.Count(),7} {group.First().Severity,-8} {group.Key}");
            foreach (var issue in group.Take(3))
            {
                output.WriteLine($"            {issue.Key} {issue.Message} [{issue.Excerpt}]");
            }
        }
    }
}
