using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace PublicDirectory.Testing;

/// <summary>A mail as the sink received it.</summary>
/// <param name="To">The envelope's recipient.</param>
/// <param name="Message">What was sent, read by a library that others wrote.</param>
/// <param name="IsWhole">
/// Whether its end was seen: false when the client went away in the middle, and a server would have dropped it.
/// </param>
public sealed record ReceivedMail(string To, MimeMessage Message, bool IsWhole = true)
{
    /// <summary>By name, in clear.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } =
        Message.Headers.DistinctBy(header => header.Field)
            .ToDictionary(header => header.Field, header => header.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The subject in clear.</summary>
    public string Subject => Message.Subject ?? "";

    /// <summary>The text in clear, with line feeds.</summary>
    public string Text => (Message.TextBody ?? "").ReplaceLineEndings("\n");
}

/// <summary>
/// A mail server that keeps what it is given: the part of RFC 5321 that a client without extensions uses. Real sockets, on a
/// port of its own.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    private SmtpSink(int port) => Port = port;

    /// <summary>Where it listens, on the loopback address.</summary>
    public int Port { get; private set; }

    /// <summary>What it was given, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>Recipients that it refuses for good (<c>550</c>).</summary>
    public ConcurrentDictionary<string, bool> Unknown { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next mail and hangs up before answering: the client cannot know.</summary>
    public bool HangUpAfterData { get; set; }

    /// <summary>Starts listening.</summary>
    public static SmtpSink Start()
    {
        var sink = new SmtpSink(0);
        sink.Open();
        return sink;
    }

    /// <summary>Refuses connections until <see cref="Open"/>: an outage.</summary>
    public void Close() => _listener?.Stop();

    /// <summary>Listens, again on the same port.</summary>
    public void Open()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        (Port, _listener) = (((IPEndPoint)listener.LocalEndpoint).Port, listener);
        _accepting = AcceptAsync(listener);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Close();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 sink");
                var to = "";
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb == "RCPT")
                    {
                        to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    }

                    if (verb == "DATA")
                    {
                        await writer.WriteLineAsync("354 go on");
                        _mails.Enqueue(await ReadMailAsync(reader, to));
                        if (HangUpAfterData)
                        {
                            HangUpAfterData = false;
                            return;
                        }
                    }

                    await writer.WriteLineAsync(verb switch
                    {
                        "QUIT" => "221 bye",
                        "RCPT" when Unknown.ContainsKey(to) => "550 5.1.1 unknown",
                        "EHLO" or "HELO" or "MAIL" or "RCPT" or "DATA" or "RSET" => "250 ok",
                        _ => "502 what?",
                    });
                    if (verb == "QUIT")
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client is gone.
            }
        }
    }

    private async Task<ReceivedMail> ReadMailAsync(StreamReader reader, string to)
    {
        var (text, isWhole) = (new StringBuilder(), false);
        while (!isWhole && await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            isWhole = line == ".";
            if (!isWhole)
            {
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }
        }

        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return new ReceivedMail(to, await MimeMessage.LoadAsync(bytes, _stop.Token), isWhole);
    }
}
