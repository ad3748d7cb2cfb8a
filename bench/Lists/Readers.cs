using Npgsql;

namespace PublicDirectory.Lists;

/// <summary>The database of the measures: a national import, and what <c>fill.sql</c> adds to it once.</summary>
internal static class Readers
{
    /// <summary>Those who read the lists; the first of the whole country.</summary>
    public static readonly IReadOnlyList<(Guid Id, string Mail, string Sees)> All =
    [
        (Guid.Parse("00000000-0000-7000-8000-000000000001"), "national@bench.example", "the whole country"),
        (Guid.Parse("00000000-0000-7000-8000-000000000002"), "rhone@bench.example", "a département"),
        (Guid.Parse("00000000-0000-7000-8000-000000000003"), "mairies@bench.example", "all mairies"),
        (Guid.Parse("00000000-0000-7000-8000-000000000004"), "une-fiche@bench.example", "one entry"),
    ];

    /// <returns>How many entries are published, and how many requests are open.</returns>
    public static async Task<(long Entries, long Requests)> FillAsync(NpgsqlDataSource owner)
    {
        if (await ScalarAsync(owner, "select count(*) from accounts where mail like '%@bench.example'") == 0)
        {
            using var reader = new StreamReader(typeof(Readers).Assembly.GetManifestResourceStream("fill.sql")!);
            await using var fill = owner.CreateCommand(await reader.ReadToEndAsync());
            fill.CommandTimeout = 0;
            await fill.ExecuteNonQueryAsync();
        }

        await using var vacuum = owner.CreateCommand("vacuum analyze"); // as autovacuum does sooner or later
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync();
        return (
            await ScalarAsync(owner, "select count(*) from entries where not is_removed"),
            await ScalarAsync(
                owner,
                "select count(*) from change_requests where state in ('draft', 'returned', 'submitted', 'approved', 'published_urgently')"));
    }

    /// <summary>Identifiers of administrations, in the order of lists.</summary>
    public static async Task<List<Guid>> EntriesAsync(NpgsqlDataSource owner, int count)
    {
        await using var command = owner.CreateCommand(
            "select id from entries where kind = 'administration' and not is_removed order by search_text, id limit $1");
        command.Parameters.Add(new() { Value = count });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
