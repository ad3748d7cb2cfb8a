using System.Diagnostics;
using System.Text.Json;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>The provider of <c>provider.mjs</c> as a process of its own, which ends when its input is closed.</summary>
public sealed class RealProvider : IDisposable
{
    private Process? _process;
    private HttpClient? _client;

    public string Issuer { get; private set; } = "";

    public async Task StartAsync()
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

    public void Dispose()
    {
        _client?.Dispose();
        _process?.StandardInput.Close();
        _process?.Dispose();
    }

    /// <summary>What is wrong with the next <c>id_token</c> or <c>userinfo</c>.</summary>
    public Task SpoilAsync(string what, string how) => CommandAsync("spoil", JsonSerializer.Serialize(new[] { what, how }));

    /// <summary>Signs with another key from now on, and publishes that one only; or with the first again.</summary>
    public Task RotateAsync(bool back = false) => CommandAsync("rotate", back ? "back" : "");

    /// <summary>Closes every connection (<c>refuses</c>), keeps them and says nothing (<c>hangs</c>), or is back (empty).</summary>
    public Task GoAwayAsync(string how) => CommandAsync("away", how);

    /// <summary>How many times it was asked for its addresses.</summary>
    public async Task<int> CountDiscoveriesAsync() =>
        int.Parse(await CommandAsync("discoveries"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A token of its making: good, or with one thing wrong.</summary>
    public Task<string> SignAsync(object claims, string how = "", object? header = null) =>
        CommandAsync("sign", JsonSerializer.Serialize(new[] { claims, how, header ?? new { } }));

    /// <summary>The header by which the last code came with a secret; empty when it came in the form. Both are refused.</summary>
    public Task<string> ShownAsync() => CommandAsync("shown");

    /// <summary>The token by which it told that a session is closed, the last one.</summary>
    public Task<string> LogoutTokenAsync() => CommandAsync("logout-token");

    /// <summary>Goes where we sent the browser, signs in there, and gives the address it is sent back to.</summary>
    public Task<Uri> VisitAsync(Uri authorization, string person) => VisitAsync(authorization, person, []);

    /// <summary>The same in a browser that may have been there before.</summary>
    public async Task<Uri> VisitAsync(Uri authorization, string person, Dictionary<string, string> cookies)
    {
        var address = authorization;
        for (var step = 0; step < 10; step++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("x-sign-in-as", person);
            using var response = await SendAsync(request, cookies);
            address = new Uri(address, response.Headers.Location
                ?? throw new InvalidOperationException(
                    $"{(int)response.StatusCode} at {address}: {await response.Content.ReadAsStringAsync()}"));
            if (address.Host == "localhost")
            {
                return address;
            }
        }

        throw new InvalidOperationException("The provider never sends back.");
    }

    /// <summary>Goes where we sent the browser to sign out, and says yes there.</summary>
    /// <returns>The address it is sent back to.</returns>
    public async Task<Uri?> LeaveAsync(Uri end, Dictionary<string, string> cookies)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, end);
        using var form = await SendAsync(asked, cookies);
        var page = await form.Content.ReadAsStringAsync();
        var token = page.Split("name=\"xsrf\" value=\"")[1].Split('"')[0];
        using var said = new HttpRequestMessage(HttpMethod.Post, new Uri(end, "/session/end/confirm"))
        {
            Content = new FormUrlEncodedContent([new("xsrf", token), new("logout", "yes")]),
        };
        using var done = await SendAsync(said, cookies);
        return done.Headers.Location;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Dictionary<string, string> cookies)
    {
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await _client!.SendAsync(request);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var pair = set.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return response;
    }

    private async Task<string> CommandAsync(string command, string body = "")
    {
        using var response = await _client!.PostAsync($"/test/{command}", new StringContent(body));
        return await response.Content.ReadAsStringAsync();
    }
}
