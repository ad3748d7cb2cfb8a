using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>A conversation with all that was written in it.</summary>
/// <param name="Conversation">How it stands.</param>
/// <param name="Box">Whose it is.</param>
/// <param name="Usager">Who wrote.</param>
/// <param name="Messages">In the order of time.</param>
public sealed record OpenConversation(Conversation Conversation, DeskBox Box, Usager Usager, IReadOnlyList<DeskMessage> Messages)
{
    /// <summary>What the usager wrote.</summary>
    public string Text => Messages.FirstOrDefault(message => message.Thread == MessageThread.Usager && message.AuthorId is null)?.Body ?? "";
}

/// <summary>A message to take in.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">What the usager wrote.</param>
/// <param name="Name">Null where it is not known.</param>
/// <param name="Mail">Null where it is not known.</param>
/// <param name="Phone">Null where it is not known.</param>
public sealed record NewConversation(string Subject, string Text, string? Name, string? Mail, string? Phone);

/// <summary>What an agent changes of a conversation; null for what stays.</summary>
/// <param name="Status">One of <see cref="ConversationStatus"/>.</param>
/// <param name="Tags">All of them.</param>
/// <param name="CommuneCode">The usager's commune; empty for none.</param>
/// <param name="DemarcheId">The démarche; empty for none.</param>
/// <param name="IsTaken">The agent looks after it from now on.</param>
public sealed record ConversationChange(
    string? Status = null, string[]? Tags = null, string? CommuneCode = null, Guid? DemarcheId = null, bool IsTaken = false);

/// <summary>
/// Conversations of an agent's boxes: for anyone else there are none. Each act names the revision that its agent saw, and is refused where
/// another agent acted meanwhile.
/// </summary>
public sealed class DeskConversations(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock)
{
    /// <summary>Takes a message in.</summary>
    /// <returns>Null where the box is none of the agent's.</returns>
    public async Task<Guid?> AddAsync(Guid account, Guid box, NewConversation message, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!(await BoxesAsync(context, account, cancellationToken)).Any(known => known.Id == box))
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var id = Guid.CreateVersion7();
        context.Add(new Conversation
        {
            Id = id,
            BoxId = box,
            Subject = Outbox.OutboxWriter.OneLine(message.Subject),
            Status = ConversationStatus.New,
            ReceivedAt = now,
            TouchedAt = now,
        });
        await context.SaveChangesAsync(cancellationToken);
        context.Add(new Usager { ConversationId = id, Name = message.Name, Mail = message.Mail, Phone = message.Phone });
        context.Add(new DeskMessage
        {
            Id = Guid.CreateVersion7(),
            ConversationId = id,
            Thread = MessageThread.Usager,
            Body = message.Text,
            At = now,
        });
        await context.SaveChangesAsync(cancellationToken);
        await NoteAsync(context, account, id, "added", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Null where there is none in the agent's boxes.</summary>
    public async Task<OpenConversation?> FindAsync(Guid account, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(context, account, id, cancellationToken);
    }

    /// <summary>Changes what an agent decides on.</summary>
    /// <returns>False where another agent acted since <paramref name="revision"/>, or there is no such conversation.</returns>
    public async Task<bool> ChangeAsync(
        Guid account, Guid id, int revision, string action, ConversationChange change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeTurnAsync(context, account, id, revision, change, cancellationToken))
        {
            return false;
        }

        await NoteAsync(context, account, id, action, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Adds a note for colleagues, which nobody else ever reads.</summary>
    /// <returns>False where there is no such conversation in the agent's boxes.</returns>
    public async Task<bool> WriteNoteAsync(Guid account, Guid id, string text, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(context, account, id, cancellationToken) is null)
        {
            return false;
        }

        context.Add(new DeskMessage
        {
            Id = Guid.CreateVersion7(),
            ConversationId = id,
            Thread = MessageThread.Note,
            AuthorId = account,
            Body = text,
            At = clock.GetCurrentInstant(),
        });
        await context.SaveChangesAsync(cancellationToken);
        await NoteAsync(context, account, id, "noted", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The usager's address and number are about to be shown: kept in the journal.</summary>
    public async Task NoteShownAsync(Guid account, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await NoteAsync(context, account, id, "usager_shown", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static async Task<OpenConversation?> FindAsync(
        DirectoryContext context, Guid account, Guid id, Instant at, CancellationToken cancellationToken)
    {
        var boxes = await DeskBoxes.OfAsync(context.Connection(), account, at, cancellationToken);
        var mine = boxes.Select(box => box.Id).ToArray();
        var found = await context.Conversations().Where(one => one.Id == id && mine.Contains(one.BoxId))
            .Select(one => new { One = one, Usager = context.Usagers().First(usager => usager.ConversationId == id) })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new OpenConversation(
                found.One,
                boxes.Single(box => box.Id == found.One.BoxId),
                found.Usager,
                await context.DeskMessages().Where(message => message.ConversationId == id).OrderBy(message => message.At)
                    .ThenBy(message => message.Id).ToListAsync(cancellationToken));
    }

    internal static async Task<bool> TakeTurnAsync(
        DirectoryContext context, Guid account, Guid id, int revision, ConversationChange change, Instant at,
        CancellationToken cancellationToken)
    {
        var boxes = (await DeskBoxes.OfAsync(context.Connection(), account, at, cancellationToken)).Select(box => box.Id).ToArray();
        var demarche = change.DemarcheId == Guid.Empty ? null : change.DemarcheId;
        var commune = change.CommuneCode is { Length: 0 } ? null : change.CommuneCode;
        return await context.Conversations()
            .Where(one => one.Id == id && boxes.Contains(one.BoxId) && one.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(one => one.Revision, one => one.Revision + 1)
                    .SetProperty(one => one.TouchedAt, at)
                    .SetProperty(one => one.Status, one => change.Status ?? one.Status)
                    .SetProperty(one => one.Tags, one => change.Tags ?? one.Tags)
                    .SetProperty(one => one.CommuneCode, one => change.CommuneCode == null ? one.CommuneCode : commune)
                    .SetProperty(one => one.DemarcheId, one => change.DemarcheId == null ? one.DemarcheId : demarche)
                    .SetProperty(one => one.AssigneeId, one => change.IsTaken ? account : one.AssigneeId),
                cancellationToken) == 1;
    }

    internal static Task NoteAsync(DirectoryContext context, Guid account, Guid id, string action, CancellationToken cancellationToken) =>
        JournalLog.WriteAsync(
            context.Connection(), new JournalEntry(account, "conversation." + action, "conversation", id), cancellationToken);

    private Task<OpenConversation?> FindAsync(DirectoryContext context, Guid account, Guid id, CancellationToken cancellationToken) =>
        FindAsync(context, account, id, clock.GetCurrentInstant(), cancellationToken);

    private Task<bool> TakeTurnAsync(
        DirectoryContext context, Guid account, Guid id, int revision, ConversationChange change, CancellationToken cancellationToken) =>
        TakeTurnAsync(context, account, id, revision, change, clock.GetCurrentInstant(), cancellationToken);

    private Task<IReadOnlyList<DeskBox>> BoxesAsync(DirectoryContext context, Guid account, CancellationToken cancellationToken) =>
        DeskBoxes.OfAsync(context.Connection(), account, clock.GetCurrentInstant(), cancellationToken);
}
