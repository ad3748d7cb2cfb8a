using Npgsql;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>All that an import could have left behind, to be compared before and after.</summary>
internal static class DirectoryState
{
    public static async Task<string> ReadAsync(string connectionString)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        var digest = await DirectoryDigest.ComputeAsync(dataSource, CancellationToken.None);
        await using var command = dataSource.CreateCommand(
            """
            select 'versions ' || (select count(*) from entry_versions) || ', last '
                || coalesce((select encode(row_hash, 'hex') from entry_versions order by sequence desc limit 1), 'none')
                || ', entries ' || (select count(*) from entries) || ', ids ' || (select count(*) from external_ids)
                || ', competences ' || (select count(*) from competences) || ', imports ' || (select count(*) from imports)
                || ', issues ' || (select count(*) from import_rejects) || ', records ' || (select count(*) from imported_records)
                || ', missing ' || (select count(*) from imported_records where is_missing)
                || ', reports ' || (select count(*) from issue_reports)
            """);
        return $"{digest.Documents} documents, {digest.Hash}, {await command.ExecuteScalarAsync()}";
    }

    public static async Task<DirectoryDigest> DigestAsync(string connectionString)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        return await DirectoryDigest.ComputeAsync(dataSource, CancellationToken.None);
    }

    public static async Task<long> CountAsync(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
