using Npgsql;

namespace PublicDirectory.Testing;

/// <summary>A database made from another as it was, deleted when disposed.</summary>
public sealed class DatabaseCopy : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    internal DatabaseCopy(string server, string name, string applicationConnectionString)
    {
        (_server, _name, ApplicationConnectionString) = (server, name, applicationConnectionString);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>The login that owns it.</summary>
    public string ConnectionString { get; }

    /// <summary>The login of the importers and the extranet.</summary>
    public string ApplicationConnectionString { get; }

    /// <summary>Runs statements as the owner.</summary>
    public Task ExecuteAsync(string sql) => DatabaseFixture.ExecuteAsync(ConnectionString, sql);

    /// <summary>As <see cref="DatabaseFixture.SetTimeAsync(DateTimeOffset?)"/>.</summary>
    public Task SetTimeAsync(DateTimeOffset? now) => DatabaseFixture.SetTimeAsync(ConnectionString, now);

    /// <summary>The one value of a query, as the owner.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await DatabaseFixture.ExecuteAsync(_server, $"drop database if exists {_name} with (force)");
    }
}
