using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

public sealed class MigratorTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("migrations");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Migrate_OnAMigratedDatabase_AppliesNothing()
    {
        var applied = await new Migrator(DatabaseFixture.MigrationsDirectory).MigrateAsync(database.OwnerConnectionString);

        Assert.Empty(applied);
    }

    [Fact]
    public async Task Migrate_WithANewFile_AppliesItOnce()
    {
        CopyMigrations();
        Write("9000_add_colours.sql", "create table colours (name text);");

        Assert.Equal(["9000_add_colours.sql"], await MigrateAsync());
        Assert.Empty(await MigrateAsync());

        File.Delete(Path.Combine(_folder.FullName, "9000_add_colours.sql"));
        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);
        Assert.Contains("9000_add_colours.sql, which is not in the migrations folder", refusal.Message, StringComparison.Ordinal);
        await ExecuteAsync("drop table colours; delete from schema_migrations where name like '9000%'");
    }

    [Fact]
    public async Task Migrate_AfterAnAppliedFileWasEdited_IsRefusedNamingIt()
    {
        CopyMigrations();
        var edited = Directory.GetFiles(_folder.FullName).Order().First();
        File.AppendAllText(edited, "\n-- a word more");

        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);

        Assert.StartsWith($"{Path.GetFileName(edited)} was edited", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WhenAFileFails_LeavesNothingOfItAndSaysWhy()
    {
        CopyMigrations();
        Write("9001_broken.sql", "create table half_done (id int);\nselect nonsense;\n");

        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);

        Assert.Contains("9001_broken.sql fails: column \"nonsense\" does not exist", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await ScalarAsync("select to_regclass('half_done')::text"));
    }

    [Fact]
    public async Task Migrate_WithANumberBeforeTheNewestApplied_IsRefused()
    {
        CopyMigrations();
        Write("0000_too_late.sql", "select 1;");

        var refusal = await Assert.ThrowsAsync<MigrationException>(MigrateAsync);

        Assert.Contains("give it the next number", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_ByTwoProcessesAtOnce_AppliesEachFileOnce()
    {
        CopyMigrations();
        Write("9002_once.sql", "create table once (id int); select pg_sleep(0.2);");

        var applied = await Task.WhenAll(MigrateAsync(), MigrateAsync());

        Assert.Single(applied.SelectMany(names => names));
        await ExecuteAsync("drop table once; delete from schema_migrations where name like '9002%'");
    }

    private Task<IReadOnlyList<string>> MigrateAsync() =>
        new Migrator(_folder.FullName).MigrateAsync(database.OwnerConnectionString);

    private void CopyMigrations()
    {
        foreach (var file in Directory.GetFiles(DatabaseFixture.MigrationsDirectory, "*.sql"))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }
    }

    private void Write(string name, string sql) => File.WriteAllText(Path.Combine(_folder.FullName, name), sql);

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is var value && value is DBNull ? null : value;
    }
}
