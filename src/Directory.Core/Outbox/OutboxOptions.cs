namespace PublicDirectory.Core.Outbox;

/// <summary>How mails go out.</summary>
public sealed record OutboxOptions
{
    /// <summary>The mail server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port: 587 for submission with STARTTLS.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether to ask for STARTTLS; without it a session with a password is refused.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>The name to sign in with; null where the server asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>The sender's address; its domain also ends our message ids.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "Directory";

    /// <summary>A session that takes longer is given up and tried again.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after a first failure; doubles with each one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan MaxRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A mail that could not be sent for so long is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The hour, in Paris, of the daily digest.</summary>
    public int DigestHour { get; init; } = 7;

    /// <summary>How long mails are kept after they were sent, or given up.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);
}
