using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace PublicDirectory.Core.Outbox;

/// <summary>Why a mail was not taken.</summary>
/// <param name="Code">For the queue's page and the log: a status or a kind of failure, never an address.</param>
/// <param name="Reach">What else it holds for.</param>
internal readonly record struct MailFailure(string Code, FailureReach Reach);

/// <summary>What a failure says of later tries and of other mails.</summary>
internal enum FailureReach
{
    /// <summary>The same mail would get the same answer: it is given up.</summary>
    ThisMailForGood,

    /// <summary>This mail may be taken later; others may be taken now.</summary>
    ThisMail,

    /// <summary>The server does not answer, or lets us in no more: the others wait too.</summary>
    AllMails,
}

/// <summary>
/// One connection to the mail server: opened with the first mail, used for the others of a round, opened again after it was lost.
/// </summary>
internal sealed class MailSession(OutboxOptions options, MailAccessTokens? tokens) : IAsyncDisposable
{
    private SmtpClient? _client;

    /// <summary>Hands one mail to the server.</summary>
    /// <returns>Null once the server took it.</returns>
    public async Task<MailFailure?> SendAsync(
        string recipient, string subject, string body, string messageId, string? replyTo, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        try
        {
            using var message = Compose(recipient, subject, body, messageId, replyTo);
            var client = await OpenAsync(timeout.Token);
            await client.SendAsync(message, timeout.Token);
            return null;
        }
        catch (ParseException)
        {
            return new MailFailure("Address", FailureReach.ThisMailForGood);
        }
        catch (SmtpCommandException e) when (_client is { IsConnected: true } && e.ErrorCode is not SmtpErrorCode.SenderNotAccepted)
        {
            // 5yz to the recipient: the same question gets the same answer. A text refused for good may be the fault of a filter's setting.
            var isFinal = e.ErrorCode is SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode is >= 500 and < 600;
            return new MailFailure(e.StatusCode.ToString(), isFinal ? FailureReach.ThisMailForGood : FailureReach.ThisMail);
        }
        catch (Exception e) when (CodeOf(e, cancellationToken) is { } code)
        {
            Drop();
            return new MailFailure(code, FailureReach.AllMails);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true })
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await _client.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception e) when (CodeOf(e, CancellationToken.None) is not null)
            {
                // It took what it took; a goodbye that is not heard changes nothing.
            }
        }

        Drop();
    }

    private static string? CodeOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => cancellationToken.IsCancellationRequested ? null : "Timeout",
        SmtpCommandException e => e.StatusCode.ToString(),
        SslHandshakeException => "Certificate",
        MailKit.Security.AuthenticationException or System.Security.Authentication.AuthenticationException => "SignIn",
        HttpRequestException => "AccessToken",
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException => "Protocol",
        IOException or SocketException => "Connection",
        _ => null,
    };

    private MimeMessage Compose(string recipient, string subject, string body, string messageId, string? replyTo)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart(TextFormat.Plain) { Text = body },
            MessageId = messageId.Trim('<', '>'),
        };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(MailboxAddress.Parse(recipient));
        if (replyTo is null)
        {
            message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        }
        else
        {
            message.ReplyTo.Add(MailboxAddress.Parse(replyTo)); // from one person to another: such a header would have it put aside
        }

        return message;
    }

    private async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true })
        {
            return _client;
        }

        Drop();
        var client = _client = new SmtpClient();
        if (options.CertificateAuthority is { } file)
        {
            var authority = X509CertificateLoader.LoadCertificateFromFile(file);
            client.CheckCertificateRevocation = false; // an authority of one's own seldom publishes a list
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsIssuedBy(authority, certificate, errors);
        }

        await client.ConnectAsync(options.Host, options.Port, options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, cancellationToken);
        if (options.UserName is { } name)
        {
            SaslMechanism mechanism = tokens is null
                ? new SaslMechanismPlain(name, options.Password ?? "")
                : new SaslMechanismOAuth2(name, await tokens.GetAsync(cancellationToken));
            await client.AuthenticateAsync(mechanism, cancellationToken);
        }

        return client;
    }

    // The name must fit as ever; only the root may be the operator's own.
    private static bool IsIssuedBy(X509Certificate2 authority, X509Certificate? certificate, System.Net.Security.SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 presented
            || (errors & ~System.Net.Security.SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(presented);
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
