namespace PublicDirectory.Core.Outbox;

/// <summary>How a session with the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>In clear first, then encrypted, or given up: port 587.</summary>
    StartTls,

    /// <summary>From the first byte: port 465.</summary>
    Tls,

    /// <summary>Not at all: a relay on this machine or in a closed network.</summary>
    None,
}

/// <summary>How mails go out.</summary>
public sealed record OutboxOptions
{
    /// <summary>The mail server.</summary>
    public required string Host { get; init; }

    /// <summary>Whether mails leave at all: without a server they wait, and pages promise none.</summary>
    public bool HasServer => Host.Length > 0;

    /// <summary>Its port: 587 for submission with STARTTLS.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the session is encrypted.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>
    /// A file with the certificate, PEM or DER, of the authority that issued the server's; null: those that the system trusts.
    /// </summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The name to sign in with; null where the server asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>Where access tokens come from, for a server that takes no password (XOAUTH2); null: the password is used.</summary>
    public MailTokenSource? AccessTokens { get; init; }

    /// <summary>The sender's address; its domain also ends our message ids.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "Annuaire partagé";

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
