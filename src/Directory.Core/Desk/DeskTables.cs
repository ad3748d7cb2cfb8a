using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>What a usager wrote to the wrong place, and what became of it.</summary>
public sealed class Conversation
{
    /// <summary>In addresses.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid BoxId { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>One of <see cref="ConversationStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Who looks after it; null for nobody yet.</summary>
    public Guid? AssigneeId { get; init; }

    /// <summary>The usager's commune, as an agent said; null where the message alone may name it.</summary>
    public string? CommuneCode { get; init; }

    /// <summary>The démarche, as an agent said.</summary>
    public Guid? DemarcheId { get; init; }

    /// <summary>Words of agents.</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>When it came in.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The last act on it.</summary>
    public required Instant TouchedAt { get; init; }

    /// <summary>Grows with every act.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Whether nothing is left to do: it is opened again before anything else is done with it.</summary>
    public bool IsOver => Status is ConversationStatus.Closed or ConversationStatus.Spam;
}

/// <summary>The person, apart from what they asked.</summary>
public sealed class Usager
{
    /// <summary>Of what.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>As they signed.</summary>
    public string? Name { get; init; }

    /// <summary>Where they are answered.</summary>
    public string? Mail { get; init; }

    /// <summary>As they wrote it.</summary>
    public string? Phone { get; init; }
}

/// <summary>What was written in a conversation.</summary>
public sealed class DeskMessage
{
    /// <summary>In the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Within what.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>One of <see cref="MessageThread"/>.</summary>
    public required string Thread { get; init; }

    /// <summary>The agent; null for what came in.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>The interlocutor.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>The interlocutor's name then.</summary>
    public string? EntryName { get; init; }

    /// <summary>Plain text.</summary>
    public required string Body { get; init; }

    /// <summary>In the outbox.</summary>
    public Guid? MailId { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }
}

/// <summary>How a conversation stands.</summary>
public static class ConversationStatus
{
    /// <summary>Nobody has looked at it.</summary>
    public const string New = "new";

    /// <summary>Someone looks after it.</summary>
    public const string Open = "open";

    /// <summary>Forwarded.</summary>
    public const string WaitingInterlocutor = "waiting_interlocutor";

    /// <summary>Nothing is left to do.</summary>
    public const string Closed = "closed";

    /// <summary>Not a usager's message.</summary>
    public const string Spam = "spam";
}

/// <summary>Between whom something was written: threads never mix.</summary>
public static class MessageThread
{
    /// <summary>With the usager.</summary>
    public const string Usager = "usager";

    /// <summary>With the interlocutor.</summary>
    public const string Interlocutor = "interlocutor";

    /// <summary>Among agents, never sent.</summary>
    public const string Note = "note";
}

internal static class DeskTables
{
    public static DbSet<Conversation> Conversations(this DirectoryContext context) => context.Set<Conversation>();

    public static DbSet<Usager> Usagers(this DirectoryContext context) => context.Set<Usager>();

    public static DbSet<DeskMessage> DeskMessages(this DirectoryContext context) => context.Set<DeskMessage>();
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations", "desk");
        builder.Ignore(conversation => conversation.IsOver);
        builder.Property(conversation => conversation.Id).ValueGeneratedNever();
        builder.Property(conversation => conversation.Subject).HasMaxLength(300);
    }
}

internal sealed class UsagerMapping : IEntityTypeConfiguration<Usager>
{
    public void Configure(EntityTypeBuilder<Usager> builder)
    {
        builder.ToTable("usagers", "desk");
        builder.HasKey(usager => usager.ConversationId);
        builder.Property(usager => usager.ConversationId).ValueGeneratedNever();
        builder.Property(usager => usager.Name).HasMaxLength(200);
        builder.Property(usager => usager.Mail).HasMaxLength(254);
        builder.Property(usager => usager.Phone).HasMaxLength(40);
    }
}

internal sealed class DeskMessageMapping : IEntityTypeConfiguration<DeskMessage>
{
    public void Configure(EntityTypeBuilder<DeskMessage> builder)
    {
        builder.ToTable("messages", "desk");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.EntryName).HasMaxLength(300);
        builder.Property(message => message.Body).HasMaxLength(70000);
    }
}
