using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Outbox;

/// <summary>The server of <c>mail-server.mjs</c> as a process of its own, with a certificate from an authority of its own.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<JsonElement> _said = new();
    private readonly Process _process;
    private Task _listening = Task.CompletedTask;

    private MailServer(Process process, string authorityFile) => (_process, AuthorityFile) = (process, authorityFile);

    public string AuthorityFile { get; }

    public int Port { get; private set; }

    public Uri TokenEndpoint { get; private set; } = null!;

    /// <summary>What was done: <c>connect</c>, <c>sign in</c>, <c>mail</c>, <c>token</c>.</summary>
    public IReadOnlyList<JsonElement> Did(string what) => [.. _said.Where(line => line.GetProperty("did").GetString() == what)];

    /// <param name="secure">Encrypted from the first byte.</param>
    /// <param name="refused">Recipients that are refused, with the code.</param>
    public static async Task<MailServer> StartAsync(bool secure, Dictionary<string, int>? refused = null)
    {
        var now = TimeProvider.System.GetUtcNow(); // what certificates are checked against
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Autorité de test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, root.ExportCertificatePem());

        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "tests", "Directory.Core.Tests", "Outbox", "mail-server.mjs"));
        start.ArgumentList.Add(Path.Combine(Repository.Root, ".tools", "npm", "node_modules"));
        start.ArgumentList.Add(JsonSerializer.Serialize(
            new { secure, key = key.ExportPkcs8PrivateKeyPem(), cert = issued.ExportCertificatePem(), refused = refused ?? [] }));
        var server = new MailServer(Process.Start(start)!, file);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var ready = (await server._process.StandardOutput.ReadLineAsync(patience.Token))!.Split(' ');
        (server.Port, server.TokenEndpoint) = (int.Parse(ready[1], null), new Uri($"http://127.0.0.1:{ready[2]}/token"));
        server._listening = server.ListenAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _listening;
        _process.Dispose();
        File.Delete(AuthorityFile);
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _said.Enqueue(JsonDocument.Parse(line).RootElement);
        }
    }
}
