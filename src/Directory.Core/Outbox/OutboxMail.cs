using NodaTime;

namespace PublicDirectory.Core.Outbox;

/// <summary>A mail to be written.</summary>
/// <param name="AccountId">To whom; their address and wish (at once, digest) are taken from the account.</param>
/// <param name="Subject">One line, at most 300 characters.</param>
/// <param name="Body">Plain text; with a secret, sealed by the caller as the sender opens it.</param>
/// <param name="IsPressing">Sent at once whatever the person wished: what is urgent does not wait for tomorrow's digest.</param>
/// <param name="SecretUntil">
/// For a text that lets in whoever reads it: until when. It is never put into a digest, cleared once it is sent, and given up and
/// cleared then. Null: nothing secret in it.
/// </param>
public sealed record OutboxMail(Guid AccountId, string Subject, string Body, bool IsPressing = false, Instant? SecretUntil = null);

/// <summary>A mail to someone without an account, which an agent had written.</summary>
/// <param name="Recipient">The address.</param>
/// <param name="Subject">One line, at most 300 characters.</param>
/// <param name="Body">Plain text.</param>
/// <param name="ReplyTo">Where answers go; null for the sender's address.</param>
/// <param name="NotBefore">Until then it can be taken back.</param>
public sealed record OutsideMail(string Recipient, string Subject, string Body, string? ReplyTo, Instant NotBefore);
