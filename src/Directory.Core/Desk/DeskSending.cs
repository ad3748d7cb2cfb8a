using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>How an act of sending ended.</summary>
public enum SendingOutcome
{
    /// <summary>It leaves when the time to take it back is over.</summary>
    Sent,

    /// <summary>Another agent acted meanwhile, it is over, or there is no such conversation: nothing is sent.</summary>
    Overtaken,

    /// <summary>There is no address to send to.</summary>
    NoAddress,
}

/// <summary>To whom a message is forwarded.</summary>
/// <param name="EntryId">The administration.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mail">Its address.</param>
public sealed record ForwardTarget(Guid EntryId, string Name, string Mail);

/// <summary>
/// Sends out of the desk, by the outbox: a message to the interlocutor whom it concerns, a memo to the usager. Each leaves after a delay in
/// which it can be taken back.
/// </summary>
public sealed class DeskSending(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock, OutboxOptions options)
{
    /// <summary>For how long what was sent can be taken back.</summary>
    public static readonly Duration Undo = Duration.FromSeconds(10);

    /// <summary>Forwards the usager's message, quoted, with the agent's word; answers go to the usager.</summary>
    public async Task<SendingOutcome> ForwardAsync(
        Guid account, Guid id, int revision, ForwardTarget target, string? word, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        var change = new ConversationChange(ConversationStatus.WaitingInterlocutor, IsTaken: true);
        if (await DeskConversations.FindAsync(context, account, id, now, cancellationToken) is not { Conversation.IsOver: false } open
            || !await DeskConversations.TakeTurnAsync(context, account, id, revision, change, now, cancellationToken))
        {
            return SendingOutcome.Overtaken;
        }

        var body = ForwardText.Of(open, target.Name, word);
        var mail = new OutsideMail(target.Mail, "TR : " + open.Conversation.Subject, body, open.Usager.Mail, now + Undo);
        await WriteAsync(context, account, id, MessageThread.Interlocutor, mail, (target.EntryId, target.Name), now, cancellationToken);
        await DeskConversations.NoteAsync(context, account, id, "forwarded", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SendingOutcome.Sent;
    }

    /// <summary>Sends the usager a memo, as the agent left it, and closes.</summary>
    public async Task<SendingOutcome> SendMemoAsync(
        Guid account, Guid id, int revision, string subject, string text, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        if (await DeskConversations.FindAsync(context, account, id, now, cancellationToken) is not { Conversation.IsOver: false } open)
        {
            return SendingOutcome.Overtaken;
        }

        if (open.Usager.Mail is not { } address)
        {
            return SendingOutcome.NoAddress;
        }

        var change = new ConversationChange(ConversationStatus.Closed, IsTaken: true);
        if (!await DeskConversations.TakeTurnAsync(context, account, id, revision, change, now, cancellationToken))
        {
            return SendingOutcome.Overtaken;
        }

        var mail = new OutsideMail(address, subject, text, null, now + Undo);
        await WriteAsync(context, account, id, MessageThread.Usager, mail, null, now, cancellationToken);
        await DeskConversations.NoteAsync(context, account, id, "memo_sent", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SendingOutcome.Sent;
    }

    /// <summary>Takes the last thing that the agent sent back, while it has not left: the conversation is open again.</summary>
    /// <returns>False when it has left.</returns>
    public async Task<bool> TakeBackAsync(Guid account, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        if (await DeskConversations.FindAsync(context, account, id, now, cancellationToken) is not { } open
            || LastSent(open, account, now) is not { MailId: { } mailId } message
            || !await OutboxWriter.TakeBackAsync(context.Connection(), mailId, now, cancellationToken)
            || !await DeskConversations.TakeTurnAsync(
                context, account, id, open.Conversation.Revision, new ConversationChange(ConversationStatus.Open), now, cancellationToken))
        {
            return false;
        }

        await context.DeskMessages().Where(one => one.Id == message.Id).ExecuteDeleteAsync(cancellationToken);
        await DeskConversations.NoteAsync(context, account, id, "taken_back", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>What the agent sent last and can still take back; null for nothing.</summary>
    public static DeskMessage? LastSent(OpenConversation open, Guid account, Instant at) =>
        open.Messages.LastOrDefault(message => message.MailId is not null && message.AuthorId == account && message.At + Undo > at);

    private async Task WriteAsync(
        DirectoryContext context, Guid account, Guid id, string thread, OutsideMail mail, (Guid Id, string Name)? entry, Instant at,
        CancellationToken cancellationToken)
    {
        context.Add(new DeskMessage
        {
            Id = Guid.CreateVersion7(),
            ConversationId = id,
            Thread = thread,
            AuthorId = account,
            EntryId = entry?.Id,
            EntryName = entry?.Name,
            Body = mail.Body,
            MailId = await OutboxWriter.WriteAsync(context.Connection(), mail, at, options, cancellationToken),
            At = at,
        });
        await context.SaveChangesAsync(cancellationToken);
    }
}
