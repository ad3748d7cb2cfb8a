using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Administrations;

/// <summary>How a usager reaches an administration.</summary>
public enum ChannelKind
{
    /// <summary>A téléservice: the value is its address.</summary>
    OnlineService,

    /// <summary>A contact form: the value is its address.</summary>
    Form,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A telephone number, in E.164 form or a French short number (<c>3939</c>).</summary>
    Phone,

    /// <summary>A page or number to book an appointment.</summary>
    Appointment,

    /// <summary>The reception itself.</summary>
    Counter,

    /// <summary>A postal address.</summary>
    Post,

    /// <summary>A fax number, still printed on some forms.</summary>
    Fax,

    /// <summary>A website to read, without a service of its own.</summary>
    Website,

    /// <summary>A social network: the value is its address, the label its name.</summary>
    Social,
}

/// <summary>Who may see a channel.</summary>
public enum ChannelAudience
{
    /// <summary>Everyone.</summary>
    Public,

    /// <summary>Support agents only: back-office lines.</summary>
    Agent,
}

/// <summary>One way to reach an administration, with hours of its own where it has some.</summary>
public sealed record ContactChannel
{
    /// <summary>The kind, which says how to read <see cref="Value"/>.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>What readers see, in French; null for the kind's own name.</summary>
    public string? Label { get; init; }

    /// <summary>The number in E.164 form (or short), the mail address, the web address or the postal address.</summary>
    public required string Value { get; init; }

    /// <summary>Who may see it.</summary>
    public ChannelAudience Audience { get; init; }

    /// <summary>Hours of this channel; null when unknown.</summary>
    public OpeningSchedule? OpeningHours { get; init; }

    /// <summary>What the call or service costs, and other remarks of the source, in French.</summary>
    public string? Cost { get; init; }

    /// <summary>The delay within which the administration undertakes to answer, ISO 8601 (<c>P5D</c>).</summary>
    public string? AnswersWithin { get; init; }

    /// <summary>Whether deaf and hard-of-hearing people can use it; null when unknown.</summary>
    public bool? Accessible { get; init; }
}
