extern alias extranet;

using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PublicDirectory.Testing;
using extranet::PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Lists;

/// <summary>The extranet of this build, listening on loopback.</summary>
internal sealed class Site(string connectionString) : WebApplicationFactory<extranet::Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Path.Combine(Repository.Root, "src", "Directory.Extranet"));
        builder.UseSetting("ConnectionStrings:Directory", connectionString);
        builder.UseSetting("SignIn:SecureCookies", "false"); // plain HTTP
        builder.UseSetting("SignIn:SecondFactorFor", " ");
        builder.UseSetting("Urls", "http://127.0.0.1:0");
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    /// <summary>Waits until the extranet says that people may come.</summary>
    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (answer.IsSuccessStatusCode)
            {
                Console.WriteLine($"Ready {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms after it listened");
                return;
            }

            await Task.Delay(50);
        }
    }
}

/// <summary>Someone signed in, who takes the time of what they ask.</summary>
internal sealed partial class Agent : IDisposable
{
    private const string Password = "girafe verte sur un toboggan";

    private readonly HttpClient _client;

    private Agent(HttpClient client, double form, double sent) => (_client, Form, Sent) = (client, form, sent);

    /// <summary>Milliseconds that the form of sign-in took, and its sending, the check of the password included.</summary>
    public double Form { get; }

    /// <inheritdoc cref="Form"/>
    public double Sent { get; }

    /// <summary>Milliseconds that the check of a password takes by itself: the least of ten.</summary>
    public static double Check(Site site)
    {
        var hasher = site.Services.GetRequiredService<IPasswordHasher<Credentials>>();
        var hash = hasher.HashPassword(null!, Password);
        return Enumerable.Range(0, 10).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            hasher.VerifyHashedPassword(null!, hash, Password);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
    }

    public static async Task<Agent> SignInAsync(Site site, Uri address, Guid account, string mail)
    {
        var credentials = site.Services.GetRequiredService<CredentialStore>();
        await site.Services.GetRequiredService<PasswordSignIn>()
            .SetAsync((await credentials.FindAsync(account, default))!, Password, default);
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = address, Timeout = TimeSpan.FromMinutes(2),
        };
        var start = Stopwatch.GetTimestamp();
        var page = await client.GetStringAsync("/connexion");
        var formTook = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var form = Hidden().Matches(page)
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
            .Append(new("Mail", mail)).Append(new("Password", Password));
        using var content = new FormUrlEncodedContent(form);
        start = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync("/connexion", content);
        var sent = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.SeeOther
            ? new Agent(client, formTook, sent)
            : throw new InvalidOperationException($"{mail} cannot sign in: {answer.StatusCode}");
    }

    /// <summary>Milliseconds from the request to the last byte of the answer; null where there is no such page.</summary>
    public async Task<double?> AskAsync(string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await _client.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            HttpStatusCode.NotFound => null,
            _ => throw new InvalidOperationException($"{path}: {answer.StatusCode}"),
        };
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<input[^>]*name=\"(__[^\"]*)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
