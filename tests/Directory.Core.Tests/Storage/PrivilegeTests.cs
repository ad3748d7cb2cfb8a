using Npgsql;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

/// <summary>
/// What each program may do in the database: <c>privileges.txt</c>, which a person wrote and can read, against the catalogue. A table or a
/// function that is not in it, or a privilege more or less, is named.
/// </summary>
public sealed class PrivilegeTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly string[] Programs = ["api", "extranet", "importers", "heads"];

    // As in the file: "relation | program | privileges". The owner's are left out; whoever else has anything is told by name.
    private const string Catalogue =
        """
        with granted as (
            select case c.relnamespace when 'desk'::regnamespace then 'desk.' else '' end || c.relname as object, a.grantee, lower(a.privilege_type) as privilege, null::text as column_name
            from pg_class c cross join lateral aclexplode(c.relacl) a
            where c.relnamespace in ('public'::regnamespace, 'desk'::regnamespace) and c.relkind in ('r', 'v', 'S', 'm', 'p', 'f') and a.grantee <> c.relowner
            union all
            select case c.relnamespace when 'desk'::regnamespace then 'desk.' else '' end || c.relname, a.grantee, lower(a.privilege_type), t.attname
            from pg_attribute t join pg_class c on c.oid = t.attrelid cross join lateral aclexplode(t.attacl) a
            where c.relnamespace in ('public'::regnamespace, 'desk'::regnamespace) and a.grantee <> c.relowner
            union all
            select p.proname || '()', a.grantee, lower(a.privilege_type), null
            from pg_proc p cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where p.pronamespace = 'public'::regnamespace and a.grantee <> p.proowner
            union all
            select 'schema ' || n.nspname, a.grantee, lower(a.privilege_type), null
            from pg_namespace n cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
            where n.nspname in ('public', 'desk') and a.grantee <> n.nspowner
            union all
            select 'large objects', a.grantee, lower(a.privilege_type), null
            from pg_proc p cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|loread$|lowrite$)' and a.grantee <> p.proowner
        ),
        named as (
            select g.object, coalesce(replace(r.rolname, 'directory_role_', ''), 'public') as program, g.privilege,
                string_agg(g.column_name, ' ' order by g.column_name) as columns
            from granted g left join pg_roles r on r.oid = g.grantee
            group by 1, 2, 3
        )
        select object || ' | ' || program || ' | ' || string_agg(privilege || coalesce(' (' || columns || ')', ''), ', ' order by privilege)
        from named group by object, program
        union all
        select case c.relnamespace when 'desk'::regnamespace then 'desk.' else '' end || c.relname || ' | nobody | ' from pg_class c
        where c.relnamespace in ('public'::regnamespace, 'desk'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p', 'f') and not exists (select from granted g where g.object = case c.relnamespace when 'desk'::regnamespace then 'desk.' else '' end || c.relname)
        order by 1
        """;

    [Fact]
    public async Task Privileges_OfEveryProgram_AreThoseOfTheTable()
    {
        var expected = File.ReadLines(Path.Combine(Repository.Root, "tests", "Directory.Core.Tests", "Storage", "privileges.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').ToList();

        var found = await ReadAsync(database.OwnerConnectionString, Catalogue);

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Functions_OfTriggersOrWithTheOwnersRights_LookForNamesWhereTheOwnerSays() =>
        Assert.Empty(await ReadAsync(
            database.OwnerConnectionString,
            """
            select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace and (p.prosecdef or p.prorettype = 'trigger'::regtype)
                and not coalesce(array_to_string(p.proconfig, ',') like 'search_path=pg_catalog,%pg_temp', false)
            """));

    [Theory]
    [InlineData("api", "select author from entry_versions")]
    [InlineData("api", "select reason from entry_versions")]
    [InlineData("api", "select * from accounts")]
    [InlineData("api", "select * from journal")]
    [InlineData("api", "select * from desk.usagers")]
    [InlineData("importers", "select * from desk.messages")]
    [InlineData("extranet", "update desk.messages set body = ''")]
    [InlineData("api", "insert into entry_versions default values")]
    [InlineData("api", "create temp table t (a int)")]
    [InlineData("api", "select set_config('session_replication_role', 'replica', false)")]
    [InlineData("extranet", "insert into communes default values")]
    [InlineData("extranet", "delete from imports")]
    [InlineData("extranet", "select email from issue_statements")]
    [InlineData("extranet", "select salt from caller_salts")]
    [InlineData("extranet", "update accounts set mail = 'a@b.fr'")]
    [InlineData("extranet", "select * from chain_links")]
    [InlineData("extranet", "select report_issue(null, null, null, null, null, null, null, null, null, null, null, null)")]
    [InlineData("importers", "select * from accounts")]
    [InlineData("importers", "select * from change_requests")]
    [InlineData("importers", "insert into journal (action, object_kind, object_id) values ('a.b', 'c', gen_random_uuid())")]
    [InlineData("importers", "select * from account_credentials")]
    [InlineData("importers", "select cut_journal(1, '', '')")]
    [InlineData("heads", "insert into journal (action, object_kind, object_id) values ('a.b', 'c', gen_random_uuid())")]
    [InlineData("heads", "delete from journal")]
    [InlineData("heads", "update entry_versions set author = 'x'")]
    [InlineData("heads", "create temp table t (a int)")]
    public async Task Program_BeyondItsWork_IsDenied(string program, string sql) => await DeniedAsync(program, sql);

    [Theory]
    [InlineData("create table t (a int)")]
    [InlineData("create schema s")]
    [InlineData("create function f() returns int language sql as 'select 1'")]
    [InlineData("select lo_create(0)")]
    [InlineData("select lo_from_bytea(0, 'x')")]
    [InlineData("select * from pg_largeobject")]
    [InlineData("select pg_read_file('postgresql.conf')")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("alter table journal disable trigger all")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("set log_min_messages = debug5")]
    [InlineData("select database_time()")]
    [InlineData("select set_up_login('directory_test_api', 'directory_role_extranet')")]
    [InlineData("truncate journal")]
    [InlineData("delete from entry_versions")]
    [InlineData("set role directory_writer")]
    public async Task Every_Program_IsDeniedWhatNoneNeeds(string sql)
    {
        foreach (var program in Programs)
        {
            await DeniedAsync(program, sql);
        }
    }

    private async Task DeniedAsync(string program, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionStringOf(program));
        await using var command = source.CreateCommand(sql);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal((program, PostgresErrorCodes.InsufficientPrivilege), (program, refusal.SqlState));
    }

    private static async Task<List<string>> ReadAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0).TrimEnd());
        }

        return lines;
    }
}
