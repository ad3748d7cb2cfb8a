using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

/// <summary>The schema is that of the migrations: what is mapped to objects says the same.</summary>
public sealed partial class DirectoryContextTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Model_OfEveryMappedTable_IsThatOfTheMigratedDatabase()
    {
        await using var dataSource = database.CreateDataSource();
        await using var context = await DirectoryContext.Factory(dataSource).CreateDbContextAsync();
        var mapped = context.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null).ToList();
        Assert.InRange(mapped.Count, 6, 100);

        foreach (var entity in mapped)
        {
            var table = entity.GetSchemaQualifiedTableName()!;
            Assert.Equal(await ColumnsAsync(dataSource, table), entity.GetProperties().Select(Column).Order());
            Assert.Equal(
                await KeyAsync(dataSource, table),
                entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).Order());
        }
    }

    // « accounts.mail text not null <= 254 ».
    private static string Column(IProperty property) => Line(
        ((IEntityType)property.DeclaringType).GetSchemaQualifiedTableName()!, property.GetColumnName(), property.GetColumnType(), !property.IsNullable,
        property.GetMaxLength());

    private static string Line(string table, string column, string type, bool isNotNull, int? length) => string.Create(
        CultureInfo.InvariantCulture,
        $"{table}.{column} {type}{(isNotNull ? " not null" : "")}{(length is { } bound ? $" <= {bound}" : "")}");

    private static async Task<IEnumerable<string>> ColumnsAsync(NpgsqlDataSource dataSource, string table)
    {
        var bounds = (await ReadAsync(
                dataSource,
                "select pg_get_constraintdef(oid) from pg_constraint where conrelid = $1::regclass and contype = 'c'",
                table,
                row => row.GetString(0)))
            .SelectMany(check => Bound().Matches(check))
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        var lines = await ReadAsync(
            dataSource,
            """
            select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped
            """,
            table,
            row => Line(
                table, row.GetString(0), row.GetString(1), row.GetBoolean(2),
                bounds.TryGetValue(row.GetString(0), out var bound) ? bound : null));
        return lines.Order();
    }

    private static async Task<IEnumerable<string>> KeyAsync(NpgsqlDataSource dataSource, string table) => (await ReadAsync(
        dataSource,
        "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = $1::regclass and i.indisprimary",
        table,
        row => row.GetString(0))).Order();

    private static async Task<List<string>> ReadAsync(
        NpgsqlDataSource dataSource, string sql, string table, Func<NpgsqlDataReader, string> read)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = table });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync())
        {
            lines.Add(read(reader));
        }

        return lines;
    }

    [GeneratedRegex(@"length\((\w+)\) <= (\d+)")]
    private static partial Regex Bound();
}
