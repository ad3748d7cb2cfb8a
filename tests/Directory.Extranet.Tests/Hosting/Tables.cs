using System.Globalization;
using Npgsql;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>Everything that a database holds, as text: what is looked for in all of it.</summary>
internal static class Tables
{
    /// <summary>The rows of all tables whose text has what is looked for, as « table: row »; a table that is added tomorrow too.</summary>
    /// <param name="host">Whose database.</param>
    /// <param name="condition">In SQL, over <c>t.text</c>.</param>
    /// <param name="value">The parameter <c>$1</c> of it.</param>
    public static async Task<List<string>> FindAsync(ExtranetHost host, string condition, string value)
    {
        await using var connection = new NpgsqlConnection(host.Database.OwnerConnectionString);
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var table in await NamesAsync(connection))
        {
            await using var command = new NpgsqlCommand(
                string.Create(CultureInfo.InvariantCulture, $"select left(t.text, 300) from (select r::text as text from {table} r) t where {condition} limit 3"), connection)
            {
                Parameters = { new() { Value = value } },
            };
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                found.Add($"{table}: {reader.GetString(0)}");
            }
        }

        return found;
    }

    private static async Task<List<string>> NamesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select oid::regclass::text from pg_class where relnamespace in ('public'::regnamespace, 'desk'::regnamespace) and relkind in ('r', 'p', 'm') order by 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
