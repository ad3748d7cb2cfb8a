using System.Diagnostics;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>The provider of <c>provider.mjs</c> as a process of its own, which ends when its input is closed.</summary>
public sealed class RealProvider : IAsyncLifetime, IDisposable
{
    private Process? _process;
    private HttpClient? _client;

    public string Issuer { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "tests", "Directory.Extranet.Tests", "OpenIdConnect", "provider.mjs"));
        start.ArgumentList.Add(Path.Combine(Repository.Root, ".tools", "npm", "node_modules"));
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { }; // it warns that it would like a newer Node
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                Issuer = $"http://127.0.0.1:{line[6..]}";
                break;
            }
        }

        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Issuer) };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client?.Dispose();
        _process?.StandardInput.Close();
        _process?.Dispose();
    }

    /// <summary>What is wrong with the next id_token.</summary>
    public Task SpoilAsync(string what) => _client!.PostAsync("/spoil", new StringContent(what));

    /// <summary>Signs with another key from now on, and publishes that one only.</summary>
    public Task RotateAsync() => _client!.PostAsync("/rotate", null);

    /// <summary>Goes where we sent the browser, signs in there, and gives the address it is sent back to.</summary>
    public async Task<Uri> VisitAsync(Uri authorization, string person)
    {
        var cookies = new Dictionary<string, string>();
        var address = authorization;
        for (var step = 0; step < 10; step++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("x-sign-in-as", person);
            if (cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            using var response = await _client!.SendAsync(request);
            foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            {
                var pair = set.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            address = new Uri(address, response.Headers.Location
                ?? throw new InvalidOperationException($"{(int)response.StatusCode} at {address}: {await response.Content.ReadAsStringAsync()}"));
            if (address.Host == "localhost")
            {
                return address;
            }
        }

        throw new InvalidOperationException("The provider never sends back.");
    }
}
