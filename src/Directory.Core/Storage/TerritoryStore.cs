using System.Data;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Storage;

/// <summary>Reads and replaces the territory tables (<c>schema/migrations/0001_territories.sql</c>).</summary>
public static class TerritoryStore
{
    /// <summary>The channel that says, with the new hash, that the tables changed.</summary>
    public const string Channel = "directory_territories";

    /// <summary>The hash of the stored content, or null before the first import: what readers compare.</summary>
    public static async Task<string?> FindContentHashAsync(
        NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = new NpgsqlCommand("select content_hash from territories_state", connection);
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>
    /// Reads all tables, as they stand at one instant, into an index; <see cref="TerritoryIndex.Empty"/> before the
    /// first import. The connection must not be inside a transaction.
    /// </summary>
    public static async Task<TerritoryIndex> LoadAsync(
        NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        return await ReadAsync(connection, cancellation);
    }

    /// <summary>The same within the caller's transaction, which is to see one instant.</summary>
    public static async Task<TerritoryIndex> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await FindDataAsync(connection, cancellation) is { } data ? TerritoryIndex.Build(data) : TerritoryIndex.Empty;
    }

    /// <summary>
    /// Makes the tables say what the data says, touching only rows that differ: the same data again changes nothing.
    /// The caller commits; readers are told through <see cref="Channel"/> then, and only of a change.
    /// </summary>
    /// <remarks>
    /// Documents, keys and competences hold codes of communes. So that none loses its meaning, every code known so far,
    /// alive or former, must still lead somewhere in the new data; INSEE's yearly files keep that promise.
    /// </remarks>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="transaction">The transaction to work in.</param>
    /// <param name="data">All territories.</param>
    /// <param name="time">Says when, for <c>loaded_at</c>.</param>
    /// <param name="allowLostCodes">Accepts that known codes lead nowhere any more, and that a tenth of the known outlines vanish.</param>
    /// <param name="cancellation">Stops the work; the caller then rolls back.</param>
    /// <exception cref="TerritoriesRefusedException">A known code would be lost, or a row is still referred to.</exception>
    public static async Task<TerritoryChanges> ReplaceAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        TerritoryData data,
        TimeProvider time,
        bool allowLostCodes = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(time);

        // Two imports at once would each compare with what the other is about to change.
        await ExecuteAsync(connection, "lock table territories_state in share row exclusive mode", cancellation);
        foreach (var table in TerritoryTable.All)
        {
            await ExecuteAsync(
                connection, $"create temp table new_{table.Name} (like {table.Name}) on commit drop", cancellation);
            await table.CopyAsync(connection, data, cancellation);
            await ExecuteAsync(connection, $"analyze new_{table.Name}", cancellation);
        }

        if (!data.HasLocations)
        {
            await KeepLocationsAsync(connection, cancellation);
        }

        if (!data.HasOutlines)
        {
            await ExecuteAsync(connection, "insert into new_commune_outlines select * from commune_outlines", cancellation);
        }

        if (!allowLostCodes)
        {
            await RefuseLostCodesAsync(connection, cancellation);
            await RefuseLostOutlinesAsync(connection, cancellation);
        }

        var changes = await ApplyAsync(connection, cancellation);
        foreach (var table in TerritoryTable.All)
        {
            await ExecuteAsync(connection, $"drop table new_{table.Name}", cancellation);
        }

        return await SaveStateAsync(connection, data.Version, changes, time, cancellation);
    }

    private static async Task<IReadOnlyList<TerritoryTableChanges>> ApplyAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        var changes = TerritoryTable.All.ToDictionary(table => table.Name, table => new TerritoryTableChanges(table.Name, 0, 0, 0));
        try
        {
            foreach (var table in TerritoryTable.All)
            {
                changes[table.Name] = changes[table.Name] with
                {
                    Changed = await UpdateAsync(connection, table, cancellation),
                    Added = await InsertAsync(connection, table, cancellation),
                };
            }

            foreach (var table in TerritoryTable.All.Reverse())
            {
                changes[table.Name] = changes[table.Name] with
                {
                    Removed = await DeleteAsync(connection, table, cancellation),
                };
            }

            // Checks what is deferred to the commit while we can still say what is wrong.
            await ExecuteAsync(connection, "set constraints all immediate", cancellation);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new TerritoriesRefusedException(
                $"The new territories break a reference ({exception.ConstraintName}). {exception.Detail} "
                + "Nothing was changed.",
                exception);
        }

        return [.. TerritoryTable.All.Select(table => changes[table.Name])];
    }

    private static async Task<int> UpdateAsync(
        NpgsqlConnection connection, TerritoryTable table, CancellationToken cancellation)
    {
        var values = table.Columns[table.KeyColumns..];
        if (values.Length == 0)
        {
            return 0;
        }

        var set = string.Join(", ", values.Select(column => $"{column} = new.{column}"));
        var old = string.Join(", ", values.Select(column => $"old.{column}"));
        var fresh = string.Join(", ", values.Select(column => $"new.{column}"));
        return await ExecuteAsync(
            connection,
            $"update {table.Name} old set {set} from new_{table.Name} new "
            + $"where {SameKey(table)} and ({old}) is distinct from ({fresh})",
            cancellation);
    }

    private static Task<int> InsertAsync(
        NpgsqlConnection connection, TerritoryTable table, CancellationToken cancellation)
    {
        var columns = string.Join(", ", table.Columns);
        return ExecuteAsync(
            connection,
            $"insert into {table.Name} ({columns}) select {columns} from new_{table.Name} new "
            + $"where not exists (select from {table.Name} old where {SameKey(table)})",
            cancellation);
    }

    private static Task<int> DeleteAsync(
        NpgsqlConnection connection, TerritoryTable table, CancellationToken cancellation) =>
        ExecuteAsync(
            connection,
            $"delete from {table.Name} old "
            + $"where not exists (select from new_{table.Name} new where {SameKey(table)})",
            cancellation);

    private static string SameKey(TerritoryTable table) =>
        string.Join(" and ", table.Columns.Take(table.KeyColumns).Select(column => $"old.{column} = new.{column}"));

    private static async Task KeepLocationsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var table in (string[])["communes", "delegated_communes"])
        {
            await ExecuteAsync(
                connection,
                $"update new_{table} new set latitude = old.latitude, longitude = old.longitude "
                + $"from {table} old where old.code = new.code and old.latitude is not null",
                cancellation);
        }
    }

    private static async Task RefuseLostCodesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = """
            select code from (
                select code from communes
                union select code from delegated_communes
                union select code from commune_former_codes
                except select code from new_communes
                except select code from new_delegated_communes
                except select code from new_commune_former_codes) lost
            order by code
            """;
        var lost = new List<string>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lost.Add(reader.GetString(0));
        }

        if (lost.Count > 0)
        {
            var more = lost.Count > 10 ? ", ..." : "";
            throw new TerritoriesRefusedException(
                $"{lost.Count} known codes of communes lead nowhere in the new territories "
                + $"({string.Join(", ", lost.Take(10))}{more}). Is the file complete? Nothing was changed.");
        }
    }

    // A file of one département in place of that of the country.
    private static async Task RefuseLostOutlinesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = """
            select count(*) filter (where new.code is null), count(*)
            from commune_outlines old left join new_commune_outlines new on new.code = old.code
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (lost, known) = (reader.GetInt64(0), reader.GetInt64(1));
        if (lost * 10 > known)
        {
            throw new TerritoriesRefusedException(
                $"{lost} of the {known} known outlines of communes are not in the new file. Is it complete? Nothing was changed.");
        }
    }

    private static async Task<TerritoryChanges> SaveStateAsync(
        NpgsqlConnection connection,
        string version,
        IReadOnlyList<TerritoryTableChanges> tables,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var known = await FindContentHashAsync(connection, cancellation);
        if (known is not null && tables.All(table => table.Total == 0))
        {
            await using var rename = new NpgsqlCommand(
                "update territories_state set version = $1 where version <> $1", connection);
            rename.Parameters.Add(new() { Value = version });
            await rename.ExecuteNonQueryAsync(cancellation);
            return new TerritoryChanges(tables, known);
        }

        // Of what is stored, not of what was given: locations may have been kept.
        var stored = await ReadTablesAsync(connection, version, contentHash: null, cancellation);
        var hash = stored.ComputeHash();
        await using var command = new NpgsqlCommand(
            """
            insert into territories_state (version, content_hash, loaded_at) values ($1, $2, $3)
            on conflict (singleton) do update
            set version = excluded.version, content_hash = excluded.content_hash, loaded_at = excluded.loaded_at
            """,
            connection);
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellation);

        await using var notify = new NpgsqlCommand($"select pg_notify('{Channel}', $1)", connection);
        notify.Parameters.Add(new() { Value = hash });
        await notify.ExecuteNonQueryAsync(cancellation);
        return new TerritoryChanges(tables, hash);
    }

    private static async Task<TerritoryData?> FindDataAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        string? version = null, hash = null;
        await using (var command = new NpgsqlCommand("select version, content_hash from territories_state", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (await reader.ReadAsync(cancellation))
            {
                (version, hash) = (reader.GetString(0), reader.GetString(1));
            }
        }

        return version is null ? null : await ReadTablesAsync(connection, version, hash, cancellation);
    }

    private static async Task<TerritoryData> ReadTablesAsync(
        NpgsqlConnection connection, string version, string? contentHash, CancellationToken cancellation)
    {
        var former = await ReadGroupsAsync(
            connection,
            "select commune_code, code from commune_former_codes order by 1, 2",
            InseeCode.Parse,
            cancellation);
        var postal = await ReadGroupsAsync(
            connection, "select commune_code, code from postal_codes order by 1, 2", code => code, cancellation);
        var members = await ReadGroupsAsync(
            connection, "select epci_code, commune_code from epci_members order by 1, 2", InseeCode.Parse, cancellation);
        var communes = await ReadAsync(
            connection,
            "select code, name, name_link, kind, parent_code, departement_code, region_code, arrondissement_code,"
            + " latitude, longitude, population, siren from communes",
            row => ReadCommune(row) with
            {
                Population = row.IsDBNull(10) ? null : row.GetInt32(10),
                Siren = row.IsDBNull(11) ? null : row.GetString(11),
                FormerCodes = former.GetValueOrDefault(row.GetString(0)) ?? [],
                PostalCodes = postal.GetValueOrDefault(row.GetString(0)) ?? [],
            },
            cancellation);
        communes.AddRange(await ReadAsync(
            connection,
            "select code, name, name_link, kind, commune_code, departement_code, region_code, arrondissement_code,"
            + " latitude, longitude from delegated_communes",
            ReadCommune,
            cancellation));
        return new TerritoryData
        {
            Version = version,
            ContentHash = contentHash,
            Communes = communes,
            Outlines = await ReadAsync(
                connection,
                "select code, outline from commune_outlines",
                row => new SourceOutline(InseeCode.Parse(row.GetString(0)), row.GetFieldValue<byte[]>(1)),
                cancellation),
            Regions = await ReadAsync(
                connection,
                "select code, name, name_link, zone, chef_lieu_code from regions",
                row => new Region(
                    row.GetString(0),
                    row.GetString(1),
                    (NameLink)row.GetInt16(2),
                    TerritoryTable.Zone(row.GetString(3)),
                    InseeCode.Parse(row.GetString(4))),
                cancellation),
            Departements = await ReadAsync(
                connection,
                "select code, name, name_link, zone, region_code, chef_lieu_code from departements",
                row => new Departement(
                    row.GetString(0),
                    row.GetString(1),
                    (NameLink)row.GetInt16(2),
                    TerritoryTable.Zone(row.GetString(3)),
                    row.GetString(4),
                    InseeCode.Parse(row.GetString(5))),
                cancellation),
            Arrondissements = await ReadAsync(
                connection,
                "select code, name, name_link, departement_code, chef_lieu_code from arrondissements",
                row => new Arrondissement(
                    row.GetString(0),
                    row.GetString(1),
                    (NameLink)row.GetInt16(2),
                    row.GetString(3),
                    InseeCode.Parse(row.GetString(4))),
                cancellation),
            Epci = await ReadAsync(
                connection,
                "select code, name, kind from epci",
                row => new Epci(
                    row.GetString(0),
                    row.GetString(1),
                    TerritoryTable.EpciKind(row.GetString(2)),
                    members.GetValueOrDefault(row.GetString(0)) ?? []),
                cancellation),
        };
    }

    // The columns that communes and delegated communes share, in this order.
    private static Commune ReadCommune(NpgsqlDataReader row) => new()
    {
        Code = InseeCode.Parse(row.GetString(0)),
        Name = row.GetString(1),
        NameLink = (NameLink)row.GetInt16(2),
        Kind = TerritoryTable.Kind(row.GetString(3)),
        PartOf = row.IsDBNull(4) ? null : InseeCode.Parse(row.GetString(4)),
        DepartementCode = row.GetString(5),
        RegionCode = row.GetString(6),
        ArrondissementCode = row.IsDBNull(7) ? null : row.GetString(7),
        Location = row.IsDBNull(8) ? null : new GeoPoint(row.GetDouble(8), row.GetDouble(9)),
    };

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var items = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            items.Add(read(reader));
        }

        return items;
    }

    // Two text columns ordered by the first: the values of the second by the first.
    private static async Task<Dictionary<string, List<T>>> ReadGroupsAsync<T>(
        NpgsqlConnection connection, string sql, Func<string, T> read, CancellationToken cancellation)
    {
        var groups = new Dictionary<string, List<T>>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetString(0);
            if (!groups.TryGetValue(key, out var values))
            {
                groups.Add(key, values = []);
            }

            values.Add(read(reader.GetString(1)));
        }

        return groups;
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
