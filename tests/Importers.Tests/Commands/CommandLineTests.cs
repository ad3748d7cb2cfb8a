using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>What someone meets who types a command, before any work begins.</summary>
public sealed class CommandLineTests(ImporterDatabase database) : IClassFixture<ImporterDatabase>
{
    private const string Secret = "Host=127.0.0.1;Password=not-to-be-seen";

    [Theory]
    [InlineData("migrate --database --migrations")]
    [InlineData("territories --database --from --points --outlines --force --dry-run --report")]
    [InlineData("annuaire --database --force --dry-run --report --competences")]
    [InlineData("annuaire-legacy --database --force --dry-run --report")]
    [InlineData("sample --database --force --dry-run --report --remove")]
    [InlineData("verify --against --database --export --keep-months --public-key")]
    public async Task Help_OfACommand_ExplainsEveryOptionAndKeepsSecrets(string commandAndOptions)
    {
        var (command, options) = (commandAndOptions.Split(' ')[0], commandAndOptions.Split(' ')[1..]);

        var (exitCode, output, error) = await ImporterProgram.RunAsync(Secret, Secret, command, "--help");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain("not-to-be-seen", output, StringComparison.Ordinal);
        var listed = output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("--", StringComparison.Ordinal));
        Assert.Equal(options.Order(), listed.Select(line => line.Split(' ')[0]).Order());
        Assert.All(
            listed, line => Assert.Matches("^--[a-z-]+( <[A-Z]+>)?( \\(REQUIRED\\))?  +[A-Z\\w].{10,}\\.( \\[default: \\d+\\])?$", line));
    }

    [Fact]
    public async Task Help_OfTheProgram_NamesEveryCommandAndTheExitCodes()
    {
        var (exitCode, output, _) = await ImporterProcess.RunAsync(null, "--help");

        Assert.Equal(0, exitCode);
        Assert.All(
            ["migrate", "territories", "annuaire", "annuaire-legacy", "sample", "coverage", "hours", "verify", "130"],
            word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anuaire", "There is no command \"anuaire\". Did you mean annuaire?")]
    [InlineData("", "Say what to do: one of migrate, territories")]
    [InlineData("sample --forse", "There is no option \"--forse\" here. Did you mean --force?")]
    [InlineData("annuaire --compétences", "There is no option \"--compétences\" here. Did you mean --competences?")]
    [InlineData("annuaire", "Required argument missing")]
    [InlineData("annuaire /nowhere/file.json", "File does not exist: '/nowhere/file.json'")]
    [InlineData("territories --from /nowhere", "'/nowhere'")]
    [InlineData("migrate --migrations /nowhere", "'/nowhere'")]
    [InlineData("verify", "No database: set DIRECTORY_DATABASE_HEADS or pass --database")]
    [InlineData("migrate", "No database: set DIRECTORY_DATABASE_OWNER or pass --database")]
    [InlineData("verify --database nonsense", "connection string cannot be read")]
    [InlineData("hours --database Host=x --days 0", "--days is 1 to 400, not 0.")]
    [InlineData("hours --database Host=x --from demain", "--from is a date as 2026-12-24, not \"demain\".")]
    [InlineData("hours --database Host=x --school-calendar /nowhere", "--school-calendar:")]
    [InlineData("hours --database Host=x --report /nowhere/report.csv", "--report /nowhere/report.csv cannot be written")]
    public async Task Misuse_IsToldInAFewLinesWithAHint(string arguments, string expected)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // One of them as a process ends.
        var (exitCode, output, error) = words.Length == 0
            ? await ImporterProcess.RunAsync(null)
            : await ImporterProgram.RunAsync(null, null, words);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.InRange(error.TrimEnd().Split('\n').Length, 1, 3);
    }

    [Fact]
    public async Task Database_ThatDoesNotAnswer_IsSaidSo()
    {
        var (exitCode, output, error) = await ImporterProcess.RunAsync("Host=127.0.0.1;Port=1;Username=x;Database=x", "sample");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(
            "The database cannot be reached: Failed to connect to 127.0.0.1:1. Nothing was written.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("sample")]
    [InlineData("sample --remove")]
    public async Task Database_WithoutTables_SaysToMigrate(string arguments)
    {
        var empty = new Npgsql.NpgsqlConnectionStringBuilder(database.Owner) { Database = "template1", Pooling = false };

        var (exitCode, output, error) = await ImporterProgram.RunAsync(
            empty.ConnectionString, empty.ConnectionString, arguments.Split(' '));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("run 'migrate' first", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_OfAMigratedDatabase_SaysSo()
    {
        var (exitCode, output, _) = await ImporterProcess.RunAsync(
            null, "migrate", "--database", database.Owner, "--migrations", DatabaseFixture.MigrationsDirectory);

        Assert.Equal((0, "The database is up to date.\n"), (exitCode, output));
    }

    [Fact]
    public async Task Report_ThatCannotBeWritten_IsRefusedBeforeAnyWork()
    {
        var file = database.Write("report-refused.json", InventedAnnuaire.File(1));
        var before = await database.StateAsync();

        var nowhere = await database.RunAsync("annuaire", file, "--report", "/nowhere/report.csv");
        var overInput = await database.RunAsync("annuaire", file, "--report", file);

        Assert.Equal((2, 2), (nowhere.ExitCode, overInput.ExitCode));
        Assert.StartsWith("--report /nowhere/report.csv cannot be written", nowhere.Error, StringComparison.Ordinal);
        Assert.Contains("would overwrite the file to import", overInput.Error, StringComparison.Ordinal);
        Assert.Equal(InventedAnnuaire.File(1), await File.ReadAllTextAsync(file));
        Assert.Equal(before, await database.StateAsync());
    }
}
