namespace PublicDirectory.Core.Outbox;

/// <summary>A mail to be written.</summary>
/// <param name="AccountId">To whom; their address and wish (at once, digest) are taken from the account.</param>
/// <param name="Subject">One line, at most 300 characters.</param>
/// <param name="Body">Plain text.</param>
/// <param name="IsPressing">Sent at once whatever the person wished: what is urgent does not wait for tomorrow's digest.</param>
public sealed record OutboxMail(Guid AccountId, string Subject, string Body, bool IsPressing = false);
