using System.Data.Common;
using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Importers.Tests.Sample;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>A database that has territories, and a folder for files: all that an import needs.</summary>
public sealed class ImporterDatabase : IAsyncLifetime
{
    private readonly DatabaseFixture _database = new();

    /// <summary>The login of the importers.</summary>
    public string Connection => _database.ConnectionStringOf("importers");

    /// <summary>The login that may do what no importer may.</summary>
    public string Owner => _database.OwnerConnectionString;

    private string Folder { get; } = Directory.CreateTempSubdirectory("importers-").FullName;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TerritoryStore.ReplaceAsync(connection, transaction, SampleTerritories.Data, TimeProvider.System, false, default);
        await transaction.CommitAsync();
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        await _database.DisposeAsync();
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Runs a command in this process, which has compiled most of it already: <see cref="ImporterProgram"/>.</summary>
    internal Task<Outcome> RunAsync(params string[] arguments) =>
        ImporterProgram.RunAsync(Connection, _database.ConnectionStringOf("heads"), arguments);

    /// <summary>Starts a process of its own: to kill or interrupt it, or to run another command meanwhile.</summary>
    internal ImporterProcess Start(params string[] arguments) => Start([], arguments);

    internal ImporterProcess Start((string Name, string Value)[] environment, params string[] arguments) =>
        ImporterProcess.Start(Connection, _database.ConnectionStringOf("heads"), environment, arguments);

    internal Task<string> StateAsync() => DirectoryState.ReadAsync(Connection);

    internal Task<long> CountAsync(string sql) => DirectoryState.CountAsync(Connection, sql);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Makes whoever writes to the table wait, until disposed: a moment of an import that lasts as long as a test needs.
    /// </summary>
    public async Task<DbConnection> BlockAsync(string table)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Waits until the importer waits for a lock on the table.</summary>
    internal async Task WaitUntilBlockedAsync(string table, ImporterProcess importer)
    {
        while (await DirectoryState.CountAsync(
            Owner, $"select count(*) from pg_locks where not granted and relation = '{table}'::regclass") == 0)
        {
            Assert.False(importer.HasExited, "The importer ended before it came to the table.");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until the database has noticed that an importer is gone.</summary>
    public async Task WaitUntilAloneAsync()
    {
        NpgsqlConnection.ClearAllPools();
        while (await DirectoryState.CountAsync(
            Owner,
            "select count(*) from pg_locks where locktype = 'advisory' and classid = 7302 and database = (select oid from pg_database where datname = current_database())") > 0)
        {
            await Task.Delay(20);
        }
    }
}
