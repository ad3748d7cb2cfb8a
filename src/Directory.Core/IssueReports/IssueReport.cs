using System.Net.Mail;
using NodaTime;

namespace PublicDirectory.Core.IssueReports;

/// <summary>What is wrong with something published.</summary>
public enum IssueCode
{
    /// <summary>It was never so.</summary>
    Wrong,

    /// <summary>It was so before.</summary>
    Outdated,

    /// <summary>The administration is no more, or the démarche has been done away with.</summary>
    ClosedForGood,

    /// <summary>Nobody answers, or the link is dead.</summary>
    Unreachable,

    /// <summary>Something is not said.</summary>
    Missing,

    /// <summary>It is not the one to turn to.</summary>
    WrongInterlocutor,

    /// <summary>Something else: the message says what.</summary>
    Other,
}

/// <summary>Someone says that something published is wrong (« signalement »).</summary>
public sealed record IssueReport
{
    /// <summary>The most characters of a message.</summary>
    public const int MaxMessageLength = 2000;

    /// <summary>The most characters of a mail address.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Within how many days an answer is promised.</summary>
    public const int AnswerDays = 15;

    /// <summary>The entry that is wrong.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required IssueCode Code { get; init; }

    /// <summary>The block of the document concerned, by its name; null for the whole.</summary>
    public string? Block { get; init; }

    /// <summary>In the reporter's words, 1 to <see cref="MaxMessageLength"/> characters; null where the code says it all.</summary>
    public string? Message { get; init; }

    /// <summary>Where to tell what became of it; null where the reporter does not want to be told.</summary>
    public string? Email { get; init; }

    /// <summary>When it was reported.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether one may be answered there. The database refuses the others too, but would write them to its log.</summary>
    public static bool IsAddress(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Length <= MaxEmailLength
            && !email.Any(character => char.IsWhiteSpace(character) || character is ',' or ';' or '<' or '>')
            && MailAddress.TryCreate(email, out var address) && address.Host.Contains('.', StringComparison.Ordinal);
    }

    /// <summary>By when an answer is promised.</summary>
    public Instant AnswerBy => At + Duration.FromDays(AnswerDays);
}
