using NodaTime;
using Npgsql;
using NpgsqlTypes;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>
/// The only writer of published versions. Works inside the caller's transaction: what it publishes becomes visible,
/// and is announced, when that transaction commits, all of it or nothing.
/// </summary>
/// <remarks>
/// The publishing lock makes <c>sequence</c> commit-ordered: a reader that has seen N can never later meet a smaller
/// one that it has not seen. It is held until the transaction ends, so take it as late as possible.
/// </remarks>
public sealed class Publisher
{
    /// <summary>Announces the last sequence published, when the transaction commits.</summary>
    public const string Channel = "directory_published";

    // The database checks that whoever writes the log holds this lock: see 0002_entries.sql.
    private const long LockKey = 7301;

    private readonly NpgsqlConnection _connection;
    private PublicationContext _context;
    private readonly long _firstSequence;
    private long _sequence;
    private byte[] _hash;

    private Publisher(NpgsqlConnection connection, PublicationContext context, long sequence, byte[] hash)
    {
        _connection = connection;
        _context = context;
        (_firstSequence, _sequence, _hash) = (sequence + 1, sequence, hash);
    }

    /// <summary>The versions published so far.</summary>
    public long Count => _sequence - _firstSequence + 1;

    /// <summary>Takes the publishing lock, waiting for it, and finds the end of the log.</summary>
    /// <param name="connection">A connection with an open transaction of the caller's.</param>
    /// <param name="context">Who, from where and why.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<Publisher> BeginAsync(
        NpgsqlConnection connection, PublicationContext context, CancellationToken cancellationToken)
    {
        await using (var takeLock = new NpgsqlCommand($"select pg_advisory_xact_lock({LockKey})", connection))
        {
            // Waiting for another publication is not a failure, whatever the command timeout.
            takeLock.CommandTimeout = 0;
            await takeLock.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var last = new NpgsqlCommand(
            "select sequence, row_hash from entry_versions order by sequence desc limit 1", connection);
        await using var reader = await last.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Publisher(connection, context, reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))
            : new Publisher(connection, context, 0, ChainHash.Start);
    }

    /// <summary>Appends versions to the log, in their order. Call <see cref="CompleteAsync"/> after the last ones.</summary>
    /// <param name="publications">At most a few thousand at a time; no entry twice.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    /// <exception cref="PublicationConflictException">An entry is not at its <see cref="Publication.BaseVersion"/>.</exception>
    public async Task PublishAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        var current = await ReadCurrentAsync(publications, cancellationToken);
        await using var writer = await _connection.BeginBinaryImportAsync(
            """
            copy entry_versions (sequence, entry_id, kind, version, document, path, reason, author, approver,
                change_request_id, source, published_at, changed_at, effective_at, previous_hash, row_hash)
            from stdin (format binary)
            """,
            cancellationToken);
        foreach (var publication in publications)
        {
            var (version, changedAt) = current.GetValueOrDefault(publication.EntryId);
            if (version != publication.BaseVersion)
            {
                throw new PublicationConflictException(publication.EntryId, publication.BaseVersion, version);
            }

            await WriteAsync(
                writer,
                publication,
                publication.IsContentChanged || version == 0 ? _context.At : changedAt,
                cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>What follows in the same transaction is someone else's, or of another change request.</summary>
    public void Continue(PublicationContext context) => _context = context;

    /// <summary>Brings <c>entries</c>, <c>external_ids</c> and <c>competences</c> up to date and announces the end of the log.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            return;
        }

        await Projections.RefreshAsync(_connection, _firstSequence, cancellationToken);
        await using var notify = new NpgsqlCommand("select pg_notify($1, $2)", _connection);
        notify.Parameters.Add(new() { Value = Channel });
        notify.Parameters.Add(new() { Value = _sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteAsync(
        NpgsqlBinaryImporter writer, Publication publication, Instant changedAt, CancellationToken cancellationToken)
    {
        var previous = _hash;
        _sequence++;
        _hash = ChainHash.Of(previous, _sequence, publication, _context, changedAt);

        await writer.StartRowAsync(cancellationToken);
        await writer.WriteAsync(_sequence, NpgsqlDbType.Bigint, cancellationToken);
        await writer.WriteAsync(publication.EntryId, NpgsqlDbType.Uuid, cancellationToken);
        await writer.WriteAsync(publication.Kind.Code(), NpgsqlDbType.Text, cancellationToken);
        await writer.WriteAsync(publication.BaseVersion + 1, NpgsqlDbType.Integer, cancellationToken);
        await WriteOrNullAsync(
            writer, publication.Document?.ToArray(), NpgsqlDbType.Jsonb, cancellationToken);
        await writer.WriteAsync(_context.Path, NpgsqlDbType.Text, cancellationToken);
        await WriteOrNullAsync(writer, _context.Reason, NpgsqlDbType.Text, cancellationToken);
        await writer.WriteAsync(_context.Author, NpgsqlDbType.Text, cancellationToken);
        await WriteOrNullAsync(writer, _context.Approver, NpgsqlDbType.Text, cancellationToken);
        await WriteOrNullAsync(writer, _context.ChangeRequestId, NpgsqlDbType.Uuid, cancellationToken);
        await writer.WriteAsync(_context.Source, NpgsqlDbType.Text, cancellationToken);
        await writer.WriteAsync(_context.At.ToDateTimeUtc(), NpgsqlDbType.TimestampTz, cancellationToken);
        await writer.WriteAsync(changedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz, cancellationToken);
        await writer.WriteAsync(_context.At.ToDateTimeUtc(), NpgsqlDbType.TimestampTz, cancellationToken);
        await writer.WriteAsync(previous, NpgsqlDbType.Bytea, cancellationToken);
        await writer.WriteAsync(_hash, NpgsqlDbType.Bytea, cancellationToken);
    }

    private static Task WriteOrNullAsync<T>(
        NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type, CancellationToken cancellationToken) =>
        value is null ? writer.WriteNullAsync(cancellationToken) : writer.WriteAsync(value, type, cancellationToken);

    private async Task<Dictionary<Guid, (int Version, Instant ChangedAt)>> ReadCurrentAsync(
        IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        var current = new Dictionary<Guid, (int, Instant)>(publications.Count);
        await using var command = new NpgsqlCommand(
            "select id, version, changed_at from entries where id = any($1)", _connection); // pk_entries
        command.Parameters.Add(new() { Value = publications.Select(publication => publication.EntryId).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            current.Add(
                reader.GetGuid(0), (reader.GetInt32(1), Instant.FromDateTimeUtc(reader.GetDateTime(2))));
        }

        return current;
    }
}
