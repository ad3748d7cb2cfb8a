using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Mail;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>The extranet on a database of its own, with a clock that tests may move.</summary>
public sealed class ExtranetHost : IAsyncLifetime
{
    /// <summary>Fit for the rules.</summary>
    public const string Password = "girafe verte sur un toboggan";

    private readonly List<IDisposable> _hosts = [];
    private int _agents;
    private WebApplicationFactory<Program>? _strict;
    private WebApplicationFactory<Program>? _plain;

    public DatabaseFixture Database { get; } = new();

    public MovingClock Clock { get; } = new();

    public NpgsqlDataSource DataSource { get; private set; } = null!;

    /// <summary>Settings as they come; started for those who ask for it.</summary>
    internal WebApplicationFactory<Program> Extranet => _strict ??= Start();

    // A password is enough for every right.
    internal WebApplicationFactory<Program> Plain => _plain ??= Start(("SignIn:SecondFactorFor", " "));

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        DataSource = NpgsqlDataSource.Create(Database.OwnerConnectionString);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            host.Dispose();
        }

        await DataSource.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Another node on the same database, with settings of its own.</summary>
    internal WebApplicationFactory<Program> Start(params (string Name, string Value)[] settings)
    {
        var factory = Make(settings);
        _ = factory.Server;
        return factory;
    }

    /// <summary>Another node, which listens to the network.</summary>
    internal WebApplicationFactory<Program> Listen(params (string Name, string Value)[] settings)
    {
        var factory = Make(settings);
        factory.UseKestrel();
        factory.StartServer();
        return factory;
    }

    private WebApplicationFactory<Program> Make((string Name, string Value)[] settings)
    {
        var factory = new Node(settings).WithWebHostBuilder(builder =>
        {
            builder.UseSetting("ConnectionStrings:Directory", Database.ConnectionStringOf("extranet"));
            builder.UseSetting("Shell:PublicUrl", "https://localhost");
            builder.UseSetting("SignIn:PostsPerMinute", "100000");
            builder.UseSetting("SignIn:FailuresPerHour", "100000");
            builder.UseSetting("SignIn:EvenAnswerTime", "00:00:00");
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services => services
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton<IStartupFilter, CallerAddress>()
                // What it costs to hash is no matter here; that it is done is.
                .PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000));
        });
        _hosts.Add(factory);
        return factory;
    }

    /// <summary>Someone with a browser, not signed in.</summary>
    internal Visitor Visit(WebApplicationFactory<Program>? host = null) => new(host ?? Extranet);

    /// <summary>An account with <see cref="Password"/>, and a grant of these rights everywhere.</summary>
    internal async Task<Account> AgentAsync(params string[] rights)
    {
        var number = Interlocked.Increment(ref _agents);
        var account = (await Service<AccountStore>().CreateAsync($"agent{number}@example.fr", $"Camille Durand {number}", default))!;
        await Service<PasswordSignIn>().SetAsync((await Service<CredentialStore>().FindAsync(account.Id, default))!, Password, default);
        foreach (var right in rights)
        {
            await GrantAsync(account.Id, right);
        }

        return account;
    }

    /// <summary>A right everywhere, or on an entry and what depends on it.</summary>
    internal Task<Guid> GrantAsync(Guid account, string right, Guid? entry) =>
        entry is null ? GrantAsync(account, right) : GrantAsync(account, right, "entry", entry: entry);

    /// <summary>A grant everywhere, or within a perimeter.</summary>
    internal async Task<Guid> GrantAsync(Guid account, string right, string perimeter = "national", string? code = null, Guid? entry = null)
    {
        var id = Guid.CreateVersion7();
        await using var command = DataSource.CreateCommand(
            """
            insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, perimeter_entry_id, valid_from, granted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $7)
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = right });
        command.Parameters.Add(new() { Value = perimeter });
        command.Parameters.Add(new() { Value = (object?)code ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)entry ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = Clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>Publishes as an import does; the entry's first version, or its next.</summary>
    internal async Task<Guid> PublishAsync(EntryDocument document, Guid? id = null, int version = 0)
    {
        var entryId = id ?? Guid.CreateVersion7();
        await PublishAsync(new Publication(entryId, document.Kind, version, DocumentJson.Write(document), true));
        return entryId;
    }

    /// <summary>Takes an administration out, as an import does.</summary>
    internal Task RemoveAsync(Guid entryId, int version) =>
        PublishAsync(new Publication(entryId, EntryKind.Administration, version, null, true));

    private async Task PublishAsync(Publication publication)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext
            {
                Path = PublicationPath.Import,
                Author = "importer",
                Source = Sources.Sample.Code,
                At = Instant.FromDateTimeOffset(Clock.GetUtcNow()),
            },
            default);
        await publisher.PublishAsync([publication], default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }

    /// <summary>A usager's message, in a box of its own: for an entry or the country, everyone with an account a member.</summary>
    internal async Task<Guid> ConversationAsync(
        Guid? entry = null, string subject = "Renouvellement", string text = "Bonjour, je veux renouveler mon permis.",
        string mail = "jeanne@exemple.fr", Guid? member = null)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            with box as (insert into desk.boxes (id, name, entry_id, created_at) values ($1, $1::text, nullif($2, $1), $3) returning id),
                members as (insert into desk.box_members (box_id, account_id) select $1, id from accounts where id = $7 or $7 = $1),
                one as (insert into desk.conversations (id, box_id, subject, status, received_at, touched_at) values ($1, $1, $4, 'new', $3, $3)),
                usager as (insert into desk.usagers (conversation_id, name, mail) values ($1, 'Jeanne Martin', $6))
            insert into desk.messages (id, conversation_id, thread, body, at) values ($1, $1, 'usager', $5, $3)
            """,
            id, entry ?? id, Clock.GetUtcNow().UtcDateTime, subject, text, mail, member ?? id);
        return id;
    }

    /// <summary>What is published of an administration, and its version.</summary>
    internal async Task<(int Version, AdministrationDocument? Document)> CurrentAsync(Guid entryId)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        var current = await EntryReader.ReadCurrentAsync(connection, entryId, default);
        return (current!.Version, (AdministrationDocument?)current.ReadDocument());
    }

    /// <summary>What the only draft of an administration says; null when there is none.</summary>
    internal async Task<AdministrationDocument?> DraftAsync(Guid entryId)
    {
        await using var command = DataSource.CreateCommand("select proposed::text from change_requests where entry_id = $1");
        command.Parameters.Add(new() { Value = entryId });
        return await command.ExecuteScalarAsync() is string json
            ? DocumentJson.ReadAdministration(System.Text.Encoding.UTF8.GetBytes(json))
            : null;
    }

    /// <summary>Someone signed in, with grants of these rights everywhere; on a node where a password is enough for every right.</summary>
    internal async Task<Visitor> SignedInAsync(params string[] rights) => await SignedInAsync(await AgentAsync(rights));

    /// <summary>Someone with an account, signed in where a password is enough for every right.</summary>
    internal async Task<Visitor> SignedInAsync(Account account)
    {
        var visitor = Visit(Plain);
        await visitor.SignInAsync(account.Mail);
        return visitor;
    }

    /// <summary>The last mail to someone that waits in the outbox, or the last with a link that lets in; null when there is none.</summary>
    internal async Task<string?> LastMailAsync(string recipient, bool withLink = false)
    {
        await using var command =
            DataSource.CreateCommand(
                "select body from outbox_mails where recipient = $1 and ($2 is false or secret_until is not null) order by id desc limit 1");
        command.Parameters.Add(new() { Value = recipient });
        command.Parameters.Add(new() { Value = withLink });
        return await command.ExecuteScalarAsync() is string body
            ? body.StartsWith("CfDJ8", StringComparison.Ordinal) ? Service<MailSecrets>().Open(body) : body
            : null;
    }

    /// <summary>Someone who has an app as second factor: its key, and the recovery codes.</summary>
    internal async Task<(Account Agent, byte[] Key, IReadOnlyList<string> Codes)> WithSecondFactorAsync(
        WebApplicationFactory<Program>? node = null)
    {
        var agent = await AgentAsync("approve");
        var factor = (node ?? Extranet).Services.GetRequiredService<SecondFactor>();
        var key = factor.Read(agent.Id, factor.Propose(agent.Id))!;
        return (agent, key, (await factor.ConfirmAsync(agent.Id, key, Totp.Code(key, Totp.StepAt(Clock.GetUtcNow())), null, default))!);
    }

    /// <summary>One statement of SQL, as the database's owner.</summary>
    internal async Task ExecuteAsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One statement of SQL.</summary>
    /// <returns>The first column of its first row, if it has any.</returns>
    internal async Task<object?> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = DataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteScalarAsync();
    }

    /// <summary>Of whichever node is there.</summary>
    internal T Service<T>()
        where T : notnull => (_strict ?? Plain).Services.GetRequiredService<T>();

    // Keys are read while the host is being made: they must be among what it is made from.
    private sealed class Node((string Name, string Value)[] settings) : WebApplicationFactory<Program>
    {
        // What the program reads before it builds the host.
        private static readonly string[] Early = ["Keys:", "OTEL_"];

        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.ConfigureHostConfiguration(host => host.AddInMemoryCollection(
                settings.Where(one => Early.Any(prefix => one.Name.StartsWith(prefix, StringComparison.Ordinal)))
                    .Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))));
            return base.CreateHost(builder);
        }
    }
}

/// <summary>Where visitors call from: what <see cref="Visitor.From"/> says, since they come over no network.</summary>
internal sealed class CallerAddress : IStartupFilter
{
    public const string Header = "Test-Caller-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (System.Net.IPAddress.TryParse(context.Request.Headers[Header], out var address))
            {
                context.Connection.RemoteIpAddress = address;
            }

            return following(context);
        });
        next(app);
    };
}

/// <summary>The real time, moved by as much as a test wishes.</summary>
public sealed class MovingClock : TimeProvider
{
    private long _movedBy;
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _movedBy));

    // However the clock is put back, time passes.
    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _passed);

    public void Move(TimeSpan by)
    {
        Interlocked.Add(ref _movedBy, by.Ticks);
        Interlocked.Add(ref _passed, Math.Max(0, by.Ticks));
    }
}
