using NodaTime;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>People with rights, published entries, and the workflow over a real database.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public static readonly ChangeRequestOptions Options = new()
    {
        ExtranetUrl = () => new Uri("https://extranet.example.fr"),
        Outbox = new OutboxOptions { Host = "127.0.0.1", From = "annuaire@example.fr", Security = MailSecurity.None },
    };

    private readonly DatabaseFixture _database;

    private Workshop(DatabaseFixture database)
    {
        _database = database;
        DataSource = database.Pool;
        Drafts = new Drafts(DataSource, Time, Options);
        Submissions = new Submissions(DataSource, Time, Options);
        Approvals = new Approvals(DataSource, Time, Options);
        Urgent = new UrgentPublications(DataSource, Time, Options);
        Reviews = new UrgentReviews(DataSource, Time, Options);
        Confirmations = new ContentConfirmations(DataSource, Time, Options);
        Clock = new ChangeRequestClock(DataSource, Time, Options);
        Lists = new ChangeRequestLists(DataSource, Time, Options);
        var options = new GrantOptions(Options.ExtranetUrl, Options.Outbox);
        var contexts = DirectoryContext.Factory(DataSource);
        Grants = new GrantAdministration(contexts, Time, options);
        Agreements = new GrantAgreements(contexts, Time, options);
        Accounts = new AccountStore(contexts, Time);
    }

    public NpgsqlDataSource DataSource { get; }

    public string OwnerConnectionString => _database.OwnerConnectionString;

    public ManualClock Time { get; } = new(A.Morning);

    public Drafts Drafts { get; }

    public Submissions Submissions { get; }

    public Approvals Approvals { get; }

    public UrgentPublications Urgent { get; }

    public UrgentReviews Reviews { get; }

    public ContentConfirmations Confirmations { get; }

    public ChangeRequestClock Clock { get; }

    public ChangeRequestLists Lists { get; }

    public GrantAdministration Grants { get; }

    public GrantAgreements Agreements { get; }

    public AccountStore Accounts { get; }

    /// <summary>May propose and modify, everywhere.</summary>
    public Guid Alice { get; private set; }

    /// <summary>May approve, everywhere.</summary>
    public Guid Bruno { get; private set; }

    /// <summary>May approve as well.</summary>
    public Guid Chloe { get; private set; }

    /// <summary>May publish urgently, everywhere.</summary>
    public Guid Denis { get; private set; }

    public static async Task<Workshop> OpenAsync(DatabaseFixture database)
    {
        var shop = new Workshop(database);
        shop.Alice = await shop.PersonAsync("Alice", AccessRight.Propose, AccessRight.Modify);
        shop.Bruno = await shop.PersonAsync("Bruno", AccessRight.Approve);
        shop.Chloe = await shop.PersonAsync("Chloé", AccessRight.Approve, AccessRight.Propose);
        shop.Denis = await shop.PersonAsync("Denis", AccessRight.PublishUrgently);
        return shop;
    }

    public async Task<Guid> PersonAsync(string name, params AccessRight[] rights)
    {
        var account = await Accounts.CreateAsync($"{Guid.NewGuid():N}@example.fr", name, default);
        foreach (var right in rights)
        {
            await GrantAsync(account!.Id, right, Perimeter.National);
        }

        return account!.Id;
    }

    /// <summary>Someone whom an administrator has invited, without rights.</summary>
    public async Task<Guid> InvitedAsync(string name, Guid by) =>
        (await Accounts.CreateAsync($"{Guid.NewGuid():N}@example.fr", name, default, by))!.Id;

    public async Task<AccessGrant> GrantAsync(Guid account, AccessRight right, Perimeter perimeter, params string[] blocks) =>
        (await Grants.GrantAsync(
            null,
            new NewGrant { AccountId = account, Right = right, Perimeter = perimeter, Blocks = blocks.Length == 0 ? null : blocks },
            default)).Grant!;

    /// <summary>Publishes as an import does.</summary>
    public async Task<Guid> PublishAsync(AdministrationDocument document, Guid? id = null, int version = 0)
    {
        var entryId = id ?? Guid.CreateVersion7();
        await PublishAsync(new Publication(entryId, EntryKind.Administration, version, DocumentJson.Write(document), true));
        return entryId;
    }

    /// <summary>Takes an entry out, as an import does.</summary>
    public Task RemoveAsync(Guid entryId, int version) =>
        PublishAsync(new Publication(entryId, EntryKind.Administration, version, null, true));

    private async Task PublishAsync(Publication publication)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext { Path = PublicationPath.Import, Author = "importer", Source = Sources.Sample.Code, At = Time.Now },
            default);
        await publisher.PublishAsync([publication], default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }

    public Task<ChangeOutcome> SaveAsync(Guid author, Guid entryId, int version, AdministrationDocument document, int? revision = null) =>
        Drafts.SaveAsync(
            author, new DraftInput { EntryId = entryId, BaseVersion = version, Document = document, Revision = revision }, default);

    /// <summary>Saves and submits.</summary>
    public async Task<ChangeRequest> SubmittedAsync(
        Guid author, Guid entryId, int version, AdministrationDocument document, Func<SubmitInput, SubmitInput>? with = null)
    {
        var draft = (await SaveAsync(author, entryId, version, document)).Request;
        var input = new SubmitInput { RequestId = draft.Id, Revision = draft.Revision, Message = "Nouveau numéro." };
        return (await Submissions.SubmitAsync(author, with is null ? input : with(input), default)).Request;
    }

    public async Task<ChangeRequest> UrgentAsync(Guid entryId, int version, AdministrationDocument document, Duration? ends = null) =>
        (await Urgent.PublishAsync(Denis, UrgentOf(ends
            ?? Duration.FromHours(10), new UrgentEntry(entryId, version, document)), default)).Request;

    public UrgentInput UrgentOf(Duration ends, params UrgentEntry[] entries) =>
        new() { Entries = entries, Reason = "Panne électrique.", EndsAt = Time.Now + ends };

    public async Task<(int Version, AdministrationDocument? Document)> CurrentAsync(Guid entryId)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        var current = await EntryReader.ReadCurrentAsync(connection, entryId, default);
        return (current!.Version, (AdministrationDocument?)current.ReadDocument());
    }

    public async Task<ChangeRequest> FindAsync(Guid requestId)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return (await ChangeRequestStore.FindAsync(connection, requestId, forUpdate: false, default))!;
    }

    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.OwnerConnectionString);
        await connection.OpenAsync();
        return (await connection.ScalarAsync<object>(sql, default))?.ToString();
    }

    /// <summary>Subjects of the mails in the outbox to a person, oldest first.</summary>
    public async Task<List<string>> SubjectsAsync(Guid account)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return await connection.QueryAsync(
            "select subject from outbox_mails where account_id = $1 order by created_at, id", row => row.GetString(0), default, account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static AdministrationDocument WithPhone(AdministrationDocument document, string number) =>
        document with { Channels = [new ContactChannel { Kind = ChannelKind.Phone, Value = number }] };

    public static Notice Closed(string title = "Fermé aujourd'hui") => new() { Level = NoticeLevel.Urgent, Title = title };
}
