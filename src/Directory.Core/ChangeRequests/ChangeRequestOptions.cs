using PublicDirectory.Core.Outbox;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>Times and bounds of the workflow.</summary>
public sealed record ChangeRequestOptions
{
    /// <summary>Where the extranet is, for links in mails: <c>https://extranet.example.fr</c>. Asked for when a mail is written.</summary>
    public required Func<Uri> ExtranetUrl { get; init; }

    /// <summary>How mails go out.</summary>
    public required OutboxOptions Outbox { get; init; }

    /// <summary>Within what time a second person should review what was published urgently.</summary>
    public TimeSpan ReviewWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often those who should review are reminded, and authors asked about an unknown end.</summary>
    public TimeSpan RemindEvery { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long an urgent publication of unknown end lasts unless its author prolongs it.</summary>
    public TimeSpan UnknownEndLasts { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The farthest end of an urgent publication: what lasts longer goes by the standard path.</summary>
    public TimeSpan MaxUrgentDuration { get; init; } = TimeSpan.FromDays(31);

    /// <summary>The most entries that one urgent action may touch.</summary>
    public int MaxUrgentEntries { get; init; } = 500;

    /// <summary>How often the clock looks for something to do.</summary>
    public TimeSpan ClockInterval { get; init; } = TimeSpan.FromSeconds(15);
}
