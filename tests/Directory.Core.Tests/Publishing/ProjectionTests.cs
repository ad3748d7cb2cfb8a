using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Publishing;

/// <summary>What is derived from the log is what the log makes of it, in every column.</summary>
public sealed class ProjectionTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly string[] Tables = ["entries", "external_ids", "competences"];

    [Fact]
    public async Task Verify_AfterAnyColumnOfAProjectionWasAltered_NamesIt()
    {
        await PublishEveryKindAsync();
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var keeper = NpgsqlDataSource.Create(database.ConnectionStringOf("heads"));
        Assert.Empty(await ProblemsAsync(keeper));

        // Whatever columns there are: one that is added to a table and not to its projection is told as well.
        var columns = (await TextAsync(
            owner,
            $"""
            select string_agg(table_name || '.' || column_name || '.' || data_type, ',' order by table_name, ordinal_position) from information_schema.columns
            where table_schema = 'public' and table_name in ('{string.Join("','", Tables)}')
            """)).Split(',').Select(column => column.Split('.')).ToArray();
        Assert.True(columns.Length >= 27);
        foreach (var table in Tables)
        {
            await ExecuteAsync(owner, $"create table saved_{table} as table {table}; {UnboundSql(table)}");
        }

        List<string> unseen = [];
        foreach (var column in columns)
        {
            var (table, name, value) = (column[0], column[1], Other(column[1], column[2]));
            await SeeAsync(table, name, $"update {table} set {name} = {value} where ctid = (select min(ctid) from {table})");
        }

        foreach (var table in Tables)
        {
            await SeeAsync(table, null, $"delete from {table} where ctid = (select min(ctid) from {table})");
        }

        await SeeAsync("competences", null, "insert into competences select * from competences limit 1");
        await SeeAsync("external_ids", null, "insert into external_ids select entry_id, scheme, 'x' from external_ids limit 1");
        await SeeAsync("entries", "extra", "alter table entries add column extra text");
        Assert.Empty(unseen);

        async Task SeeAsync(string table, string? column, string sql)
        {
            await ExecuteAsync(owner, $"set session_replication_role = replica; {sql}");
            var problems = await ProblemsAsync(keeper);
            if (!problems.Exists(problem => problem.StartsWith($"{table} does not agree with the log for entry ", StringComparison.Ordinal)
                && (column is null || problem.Split(": ")[^1].Split(", ").Contains(column))))
            {
                unseen.Add($"{sql}: {string.Join("; ", problems)}");
            }

            await ExecuteAsync(
                owner,
                $"set session_replication_role = replica; alter table entries drop column if exists extra; delete from {table}; insert into {table} table saved_{table}");
        }
    }

    // An administration that moved, with a counter below it and a complement that stands where it does; a notice; entries that were
    // removed, one of them at once.
    private async Task PublishEveryKindAsync()
    {
        var (parent, counter, removed, brief) =
            (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var competent = A.Mairie("Guichet") with
        {
            Parent = parent,
            Competences =
            [
                new Competence { ServiceType = "mairie", Demarche = Guid.CreateVersion7(), Departements = ["69"], Regions = ["84"], ValidFrom = new LocalDate(2026, 1, 1), ValidTo = new LocalDate(2026, 12, 31) },
                new Competence { ServiceType = "caf", WholeCountry = true, Basis = CompetenceBasis.Seat },
            ],
        };
        await PublishAsync(
            [
                Of(parent, A.Mairie("Siège")), Of(counter, competent), Of(removed, competent with { Name = "Retiré" }),
                Of(Guid.CreateVersion7(), A.LocalComplement(Guid.CreateVersion7()) with { Departement = null, Parent = parent }),
                Of(Guid.CreateVersion7(), A.Notice()), Of(Guid.CreateVersion7(), A.Demarche()),
            ]);
        await PublishAsync(
            [
                Of(parent, A.Mairie("Siège") with { Commune = InseeCode.Parse("97411") }, 1), Of(brief, competent with { Name = "Bref" }),
                Gone(removed, 1)
            ]);
        await PublishAsync([Gone(brief, 1)]);

        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        Assert.Equal(
            $"Bref {parent} 69 mairie, Retiré {parent} 69 mairie",
            await TextAsync(
                owner,
                "select string_agg(concat_ws(' ', name, parent_id, departement_code, types[1]), ', ' order by name) from entries where is_removed"));
        Assert.Equal(
            "97411 974",
            await TextAsync(owner, "select commune_code || ' ' || departement_code from entries where kind = 'local_complement'"));
    }

    private static Publication Of(Guid id, EntryDocument document, int baseVersion = 0) =>
        new(id, document.Kind, baseVersion, DocumentJson.Write(document), IsContentChanged: true);

    private static Publication Gone(Guid id, int baseVersion) =>
        new(id, EntryKind.Administration, baseVersion, null, IsContentChanged: true);

    private async Task PublishAsync(params Publication[] publications)
    {
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var context =
            new PublicationContext { Path = PublicationPath.Import, Author = "test", Source = Sources.Sample.Code, At = A.Morning };
        var publisher = await Publisher.BeginAsync(connection, context, default);
        await publisher.PublishAsync(publications, default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }

    // Something else of that type.
    private static string Other(string column, string type) => type switch
    {
        "text" => $"coalesce({column}, '') || 'x'",
        "boolean" => $"not {column}",
        "integer" or "bigint" => $"{column} + 1000",
        "uuid" => "gen_random_uuid()",
        "ARRAY" => $"array_append({column}, 'x')",
        "timestamp with time zone" => $"coalesce({column}, now()) + interval '1 day'",
        "date" => $"coalesce({column}, current_date) + 1",
        _ => throw new InvalidOperationException($"{column}: say how a {type} is altered"),
    };

    // What an owner would take away first.
    private static string UnboundSql(string table) =>
        $$"""
        do $$ declare bound text; begin
            for bound in select conname from pg_constraint where conrelid = '{{table}}'::regclass and contype = 'c' loop
                execute format('alter table {{table}} drop constraint %I', bound);
            end loop;
        end $$
        """;

    private static async Task<List<string>> ProblemsAsync(NpgsqlDataSource keeper) =>
        [.. (await LogVerifier.VerifyAsync(keeper, default)).Problems];

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> TextAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
