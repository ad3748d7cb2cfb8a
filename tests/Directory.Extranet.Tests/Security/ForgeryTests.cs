using System.Net;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What other sites may make a browser do: nothing. Over all endpoints.</summary>
public sealed class ForgeryTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly string[] Elsewhere =
    [
        "https://evil.example", "//evil.example", "\\\\evil.example", "/\\evil.example", "/%09/evil.example", "/\t/evil.example",
        "%2f%2fevil.example",
        "/%2fevil.example", "https:evil.example", "javascript:alert(1)", "////evil.example", "/\r\nLocation:https://evil.example",
        " //evil.example",
    ];

    [Fact]
    public async Task Post_WithoutToken_IsRefusedByEveryHandler()
    {
        var scene = await Scene.SetAsync(host);
        using var visitor = await AllRightsAsync();
        using var other = await AllRightsAsync();
        var wrong = new List<string>();
        foreach (var route in Routes.All.Where(route => route.IsPost && !route.TakesNoToken))
        {
            foreach (var token in new[] { null, "x", other.Token })
            {
                var fields = token is null ? [] : new[] { KeyValuePair.Create("__RequestVerificationToken", token) };
                var answer =
                    await visitor.Client.PostAsync(route.Path(await scene.MakeAsync(route.Object)), new FormUrlEncodedContent(fields));
                if (answer.StatusCode is not HttpStatusCode.BadRequest)
                {
                    wrong.Add($"{route.Name} with {token ?? "nothing"}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Redirection_WhateverIsAskedFor_StaysOnThisSite()
    {
        using var stranger = host.Visit();
        await stranger.GetAsync("/connexion");
        using var agent = await AllRightsAsync();
        var wrong = new List<string>();
        var routes =
            Routes.All.Where(route => !route.Name.Contains("Elsewhere", StringComparison.Ordinal) && route.Name != "POST /deconnexion");
        foreach (var (i, route) in routes.Index())
        {
            // Four addresses for each, in turn: all come up many times.
            foreach (var (visitor, address) in new[] { stranger, agent }.SelectMany(
                visitor => Enumerable.Range(0, 4).Select(n => (visitor, Elsewhere[(i + (3 * n)) % Elsewhere.Length]))))
            {
                var escaped = Uri.EscapeDataString(address);
                var posted = route with { Fields = [.. route.Fields, ("retour", address), ("returnUrl", address)] };
                var answer =
                    await AuthorizationTests.SendAsync(
                        visitor, posted, new Made(Guid.CreateVersion7()), $"retour={escaped}&returnUrl={escaped}&ReturnUrl={escaped}");
                if (LeadsAway(answer))
                {
                    wrong.Add($"{route.Name} {address}: {answer.Headers.Location}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task SignIn_OnTheWayElsewhere_StaysOnThisSite()
    {
        var agent = await host.AgentAsync("propose");
        foreach (var address in Elsewhere)
        {
            using var visitor = host.Visit();
            await visitor.GetAsync($"/connexion?retour={Uri.EscapeDataString(address)}");
            await visitor.SubmitAsync(new { agent.Mail, ExtranetHost.Password });

            Assert.Equal("localhost", visitor.Address.Host);
            Assert.Contains(visitor.Cookies.GetAllCookies(), cookie => cookie.Name == "__Host-directory-session");
        }
    }

    private Task<Visitor> AllRightsAsync() => host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);

    // As browsers read it: a backslash is a slash, tabs and line ends are nothing.
    private static bool LeadsAway(HttpResponseMessage answer)
    {
        if (!answer.Headers.NonValidated.TryGetValues("Location", out var values))
        {
            return false;
        }

        var read = string.Concat(values.ToString().Where(c => !char.IsControl(c))).Trim().Replace('\\', '/');
        return !Uri.TryCreate(new Uri("https://localhost/"), read, out var target)
            || target.Host != "localhost"
            || target.Scheme != "https";
    }
}
