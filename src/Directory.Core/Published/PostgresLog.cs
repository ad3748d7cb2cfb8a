using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>The log in PostgreSQL, with LISTEN: reading and listening share one connection of their own.</summary>
/// <param name="dataSource">A login that may read; the caller disposes it.</param>
public sealed class PostgresLog(NpgsqlDataSource dataSource) : IPublishedLog
{
    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The session disposes the connection.")]
    public async Task<IPublishedLogSession> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            var session = new Session(connection);
            await session.ListenAsync(cancellationToken);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed class Session : IPublishedLogSession
    {
        // A server that does not answer such small questions in this time is as good as gone.
        private const int AnswerSeconds = 10;

        private readonly NpgsqlConnection _connection;
        private volatile bool _isNotified;

        public Session(NpgsqlConnection connection)
        {
            _connection = connection;
            _connection.Notification += (_, _) => _isNotified = true;
        }

        public async Task ListenAsync(CancellationToken cancellationToken)
        {
            await using var command = Command($"listen {Publisher.Channel}; listen {TerritoryStore.Channel}");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async Task<byte[]?> FindHashAsync(long sequence, CancellationToken cancellationToken)
        {
            await using var command = Command("select row_hash from entry_versions where sequence = $1");
            command.Parameters.Add(new() { Value = sequence });
            return (byte[]?)await command.ExecuteScalarAsync(cancellationToken);
        }

        public IAsyncEnumerable<PublishedVersion> ReadAfterAsync(long sequence, CancellationToken cancellationToken) =>
            EntryVersionReader.ReadCurrentAsync(_connection, sequence, cancellationToken);

        public Task<string?> FindTerritoriesHashAsync(CancellationToken cancellationToken) =>
            TerritoryStore.FindContentHashAsync(_connection, cancellationToken);

        public Task<TerritoryIndex> ReadTerritoriesAsync(CancellationToken cancellationToken) =>
            TerritoryStore.LoadAsync(_connection, cancellationToken);

        // Index: ix_imports_source.
        public async Task<IReadOnlyDictionary<string, Instant>> ReadImportTimesAsync(CancellationToken cancellationToken)
        {
            await using var command = Command("select source, max(finished_at) from imports group by source");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var times = new Dictionary<string, Instant>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken))
            {
                times.Add(reader.GetString(0), Instant.FromDateTimeUtc(reader.GetDateTime(1)));
            }

            return times;
        }

        public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            // A notification may also have come in with the answer to a query.
            if (!_isNotified)
            {
                await _connection.WaitAsync(timeout, cancellationToken);
            }

            _isNotified = false;
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();

        [SuppressMessage("Security", "CA2100", Justification = "Constants only.")]
        private NpgsqlCommand Command(string sql) => new(sql, _connection) { CommandTimeout = AnswerSeconds };
    }
}
