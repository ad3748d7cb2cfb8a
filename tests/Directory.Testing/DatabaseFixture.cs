using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Testing;

/// <summary>
/// A migrated PostgreSQL database of a test class's own: cloned from one template that is migrated once per set of
/// migrations. Use as <c>IClassFixture&lt;DatabaseFixture&gt;</c>.
/// </summary>
/// <remarks>
/// <c>DIRECTORY_TEST_DATABASE</c> is a connection string of a login that may create databases and roles; <c>./test</c>
/// starts a private server and sets it.
/// </remarks>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private const int PatienceSeconds = 60;
    private const string AllLogin = "directory_test_all";
    private static readonly string[] Programs = ["api", "extranet", "importers", "heads"];

    private readonly string _name = $"directory_test_{Guid.NewGuid():N}";
    private readonly List<NpgsqlDataSource> _pools = [];
    private NpgsqlDataSource? _pool;
    private string _server = "";

    /// <summary>The login that owns the database: what migrations use.</summary>
    public string OwnerConnectionString => Connection(null);

    /// <summary>A login that may do what extranet, importers and keeper of the heads may together; owns nothing.</summary>
    public string ConnectionString => Connection(AllLogin);

    /// <summary>The login of the API.</summary>
    public string ReaderConnectionString => ConnectionStringOf("api");

    /// <summary>The login of one program: api, extranet, importers or heads.</summary>
    public string ConnectionStringOf(string program) => Connection($"directory_test_{program}");

    /// <summary>The folder of the migrations in this checkout.</summary>
    public static string MigrationsDirectory => Path.Combine(Repository.Root, "schema", "migrations");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = Environment.GetEnvironmentVariable("DIRECTORY_TEST_DATABASE")
            ?? throw new InvalidOperationException(
                "DIRECTORY_TEST_DATABASE is not set. Run the tests through ./test, or see docs/guides/operating.md.");
        var template = await TemplateAsync();
        await ExecuteAsync(_server, $"create database {_name} template {template}");
        // A copy has not the rights on the database itself, which migration 0089 gives.
        await ExecuteAsync(
            _server,
            $"""
            revoke all on database {_name} from public;
            grant connect on database {_name} to directory_role_api, directory_role_extranet, directory_role_importers, directory_role_heads;
            grant temporary on database {_name} to directory_role_extranet, directory_role_importers
            """);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var pool in _pools)
        {
            await pool.DisposeAsync();
        }

        // Pools of this process stay as they are: others run beside this one, and theirs would have to connect again.
        await ExecuteAsync(_server, $"drop database if exists {_name} with (force)");
    }

    /// <summary>
    /// A data source for the writer's login that the class shares: what each connection has to read and to plan first costs more than most
    /// tests. After <see cref="DropConnectionsAsync"/>, those who ask get another.
    /// </summary>
    public NpgsqlDataSource Pool
    {
        get
        {
            if (_pool is null)
            {
                _pools.Add(_pool = CreateDataSource());
            }

            return _pool;
        }
    }

    /// <summary>A data source of a test's own for the writer's login; the caller disposes it.</summary>
    public NpgsqlDataSource CreateDataSource() => DirectoryDatabase.Open(ConnectionString);

    /// <summary>
    /// From now on the database dates lines of the journal, and steps of requests, with this moment; null: with its own clock.
    /// </summary>
    public Task SetTimeAsync(DateTimeOffset? now) => SetTimeAsync(OwnerConnectionString, now);

    internal static Task SetTimeAsync(string owner, DateTimeOffset? now) => ExecuteAsync(
        owner,
        $"""
        create or replace function database_time() returns timestamptz language sql volatile set search_path = pg_catalog, pg_temp as $$
            select {(now is { } moment ? $"timestamptz '{moment:O}'" : "clock_timestamp()")}
        $$
        """);

    /// <summary>Where the server writes its log, on this machine; null where that cannot be known.</summary>
    public async Task<string?> FindServerLogAsync()
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)", connection);
        var process = (string)(await command.ExecuteScalarAsync())!;
        return new FileInfo($"/proc/{process}/fd/2").ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } log
            ? log.FullName
            : null;
    }

    /// <summary>What the server wrote in its log from a place on, once some text is there; without it after five seconds.</summary>
    public static async Task<string> ReadServerLogAsync(string log, long from, string until)
    {
        for (var i = 0; ; i++)
        {
            await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(from, SeekOrigin.Begin);
            using var reader = new StreamReader(file);
            var text = await reader.ReadToEndAsync();
            if (text.Contains(until, StringComparison.Ordinal) || i == 100)
            {
                return text;
            }

            await Task.Delay(50);
        }
    }

    /// <summary>A copy of the database as it is, for a test that spoils it; nobody may be connected to this one meanwhile.</summary>
    public async Task<DatabaseCopy> CopyAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await DropConnectionsAsync();
        var name = $"directory_test_{Guid.NewGuid():N}";
        await ExecuteAsync(_server, $"create database {name} template {_name}");
        return new DatabaseCopy(_server, name, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString);
    }

    /// <summary>Ends every session in this database, as a restart of the server does to its clients.</summary>
    public Task DropConnectionsAsync()
    {
        _pool = null;
        return ExecuteAsync(_server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_name}'");
    }

    /// <summary>Refuses, or accepts again, new sessions in this database: an outage.</summary>
    public Task AllowConnectionsAsync(bool allowed) => ExecuteAsync(
        _server, $"alter database {_name} allow_connections {(allowed ? "true" : "false")}");

    private string Connection(string? login)
    {
        // A busy machine is no outage: hosts would bound what is not said here.
        var builder =
            new NpgsqlConnectionStringBuilder(_server) { Database = _name, Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds };
        if (login is not null)
        {
            (builder.Username, builder.Password) = (login, login);
        }

        return builder.ConnectionString;
    }

    // One template per state of the migration files, so that editing one while developing needs no cleaning up.
    private async Task<string> TemplateAsync()
    {
        var state = string.Concat(Directory.GetFiles(MigrationsDirectory, "*.sql").Order().Select(File.ReadAllText));
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(state)));
        var template = $"directory_template_{hash[..16]}";

        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        // Test processes run side by side; the first one makes the template.
        await ExecuteAsync(connection, "select pg_advisory_lock(7399)");
        await using (var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection))
        {
            exists.Parameters.Add(new() { Value = template });
            if (await exists.ExecuteScalarAsync() is not null)
            {
                return template;
            }
        }

        var draft = $"{template}_draft";
        await ExecuteAsync(connection, $"drop database if exists {draft} with (force)");
        await ExecuteAsync(connection, $"create database {draft}");
        var draftConnection = new NpgsqlConnectionStringBuilder(_server) { Database = draft, Pooling = false };
        await new Migrator(MigrationsDirectory).MigrateAsync(draftConnection.ConnectionString);
        await using (var owner = new NpgsqlConnection(draftConnection.ConnectionString))
        {
            await owner.OpenAsync();
            foreach (var program in Programs)
            {
                await CreateLoginAsync(owner, $"directory_test_{program}", $"directory_role_{program}");
            }

            await CreateLoginAsync(owner, AllLogin, null);
            await ExecuteAsync(owner, $"grant directory_role_extranet, directory_role_importers, directory_role_heads to {AllLogin}");
        }

        await ExecuteAsync(connection, $"alter database {draft} rename to {template}");
        return template;
    }

    private static Task CreateLoginAsync(NpgsqlConnection connection, string login, string? role) => ExecuteAsync(
        connection,
        $"""
        do $$ begin
            if not exists (select 1 from pg_roles where rolname = '{login}') then
                create role {login} login password '{login}';
            end if;
            perform set_up_login('{login}', {(role is null ? "null" : $"'{role}'")});
        end $$
        """);

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
