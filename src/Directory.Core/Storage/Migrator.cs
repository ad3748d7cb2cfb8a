using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PublicDirectory.Core.Storage;

/// <summary>
/// Applies the numbered SQL files of <c>schema/migrations</c>, forward only, each in its own transaction, one process
/// at a time. An applied file that was edited since is refused: its database and the next one would differ.
/// </summary>
public sealed class Migrator(string directory)
{
    // pg_advisory_lock key: any constant that nothing else here uses.
    private const long LockKey = 7300;

    // The first two are those of before migration 0089, which earlier ones speak of.
    private static readonly string[] Roles =
    [
        "directory_reader", "directory_writer", "directory_role_api", "directory_role_extranet", "directory_role_importers",
        "directory_role_heads",
    ];

    /// <summary>Brings the database up to the newest file.</summary>
    /// <param name="ownerConnectionString">A login that owns the database; the roles are made if it may make them.</param>
    /// <param name="report">Told the name of each file as it is applied.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The names of the files applied, in order; empty when there was nothing to do.</returns>
    /// <exception cref="MigrationException">A file was edited or is missing, a role is missing, or a file fails.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(
        string ownerConnectionString, Action<string>? report = null, CancellationToken cancellationToken = default)
    {
        var files = ReadFiles();
        await using var dataSource = DirectoryDatabase.OpenUnbounded(ownerConnectionString);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        await EnsureRolesAsync(connection, cancellationToken);
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        CheckApplied(applied, files);

        var done = new List<string>();
        foreach (var file in files.Where(file => !applied.ContainsKey(file.Name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            report?.Invoke(file.Name);
            await ApplyAsync(connection, file, cancellationToken);
            done.Add(file.Name);
        }

        return done;
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, MigrationFile file, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, file.Sql, cancellationToken);
            await using var record = new NpgsqlCommand(
                "insert into schema_migrations (name, checksum) values ($1, $2)", connection);
            record.Parameters.Add(new() { Value = file.Name });
            record.Parameters.Add(new() { Value = file.Checksum });
            await record.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"{file.Name} fails: {e.MessageText}", e);
        }
    }

    private static void CheckApplied(Dictionary<string, string> applied, IReadOnlyList<MigrationFile> files)
    {
        var byName = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (var (name, checksum) in applied)
        {
            if (!byName.TryGetValue(name, out var file))
            {
                throw new MigrationException(
                    $"The database has applied {name}, which is not in the migrations folder: is this program older than the database?");
            }

            if (file.Checksum != checksum)
            {
                throw new MigrationException(
                    $"{name} was edited after it was applied. Put its text back and write the change as a new file.");
            }
        }

        var newestApplied = applied.Keys.Order(StringComparer.Ordinal).LastOrDefault();
        var late = files.FirstOrDefault(file =>
            !applied.ContainsKey(file.Name) && string.CompareOrdinal(file.Name, newestApplied) < 0);
        if (late is not null)
        {
            throw new MigrationException(
                $"{late.Name} comes before {newestApplied}, which is already applied: give it the next number.");
        }
    }

    private static async Task EnsureRolesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var role in Roles)
        {
            await using var exists = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection);
            exists.Parameters.Add(new() { Value = role });
            if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            {
                continue;
            }

            try
            {
                await ExecuteAsync(connection, $"create role {role} nologin", cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateObject)
            {
                // Another database of the same cluster is being migrated; roles are the cluster's.
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new MigrationException(
                    $"The role {role} is missing and this login may not create it. As a superuser: CREATE ROLE {role} NOLOGIN;", e);
            }
        }
    }

    private static async Task<Dictionary<string, string>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            """
            create table if not exists schema_migrations (
                name text primary key, checksum text not null, applied_at timestamptz not null default now())
            """,
            cancellationToken);
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private List<MigrationFile> ReadFiles()
    {
        if (!Directory.Exists(directory))
        {
            throw new MigrationException($"There is no migrations folder at {directory}.");
        }

        var files = Directory.GetFiles(directory, "*.sql")
            .Order(StringComparer.Ordinal)
            .Select(path => MigrationFile.Read(path))
            .ToList();
        var twice = files.GroupBy(file => file.Name[..4]).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? files
            : throw new MigrationException($"Two migrations have the number {twice.Key}.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record MigrationFile(string Name, string Sql, string Checksum)
    {
        public static MigrationFile Read(string path)
        {
            var name = Path.GetFileName(path);
            if (name.Length < 6 || !name.AsSpan(0, 4).ContainsOnlyDigits() || name[4] != '_')
            {
                throw new MigrationException($"{name} is not a migration's name: 0012_add_competence_index.sql.");
            }

            var sql = File.ReadAllText(path).ReplaceLineEndings("\n");
            return new(name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }
}

/// <summary>The database cannot be brought up to date; the message says what to do.</summary>
public sealed class MigrationException(string message, Exception? innerException = null)
    : Exception(message, innerException);

internal static class DigitsOnly
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
