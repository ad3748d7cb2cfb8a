using System.Net;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What every answer carries, errors among them.</summary>
public sealed class HeaderTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Answers_OfEveryRouteAndOfErrors_CarryTheSecurityHeaders()
    {
        var scene = await Scene.SetAsync(host);
        using var agent = await host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        using var other = await host.SignedInAsync("propose");
        var wrong = new List<string>();
        var seen = new HashSet<HttpStatusCode>();
        async Task CheckAsync(string name, HttpResponseMessage answer)
        {
            seen.Add(answer.StatusCode);
            wrong.AddRange(Missing(answer).Select(missing => $"{name}, {(int)answer.StatusCode}: {missing}"));
            await answer.Content.ReadAsByteArrayAsync();
        }

        foreach (var route in Routes.All.Where(route => !route.IsPost))
        {
            await CheckAsync(route.Name, await AuthorizationTests.SendAsync(agent, route, await scene.MakeAsync(route.Object)));
        }

        foreach (var path in new[] { "/nulle-part", "/extranet.js", "/extranet.js?v=1", "/nulle.js?v=1", "/neutre/base.css", "/erreur/404?v=1.css",
            "/neutre/fonts/atkinson-hyperlegible-next-5.3.0.woff2", $"/extranet/fiches/{Guid.NewGuid()}/acces" })
        {
            await CheckAsync(path, await agent.Client.GetAsync(path));
        }

        await CheckAsync("forbidden", await other.Client.GetAsync("/admin/comptes"));
        await CheckAsync("forged", await agent.Client.PostAsync("/mon-compte?handler=Delivery", new FormUrlEncodedContent([])));
        using var lost = host.Visit(host.Start(("ConnectionStrings:Directory", "Host=127.0.0.1;Port=1;Timeout=1")));
        await CheckAsync("database away", await lost.Client.GetAsync("/connexion"));

        Assert.Empty(wrong);
        Assert.Superset(
            new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable },
            seen);
    }

    [Fact]
    public async Task Cookies_OfEveryKind_AreHttpOnlySecureAndSameSite()
    {
        using var visitor = host.Visit();
        var agent = await host.AgentAsync("administer");
        await visitor.SignInAsync(agent.Mail); // half-way: a second factor is to be set up
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync("/affichage");
        await editor.SubmitAsync();
        await editor.GetAsync("/mon-compte");
        await editor.SubmitAsync(new { Delivery = "Digest" });

        var cookies = visitor.CookiesSet.Concat(editor.CookiesSet).ToList();

        Assert.All(cookies, cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("samesite=none", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Superset(
            new HashSet<string> { "__Host-directory-session", "__Host-directory-half-way", "__Host-directory-browser", "directory-forgery", "directory-notice", "affichage" },
            cookies.Select(cookie => cookie.Split('=')[0]).ToHashSet());
    }

    [Fact]
    public async Task Pages_ThatABrowserMayShowAgain_AreForgottenWhenSomeoneGoes_OrSomeoneElseComes()
    {
        var (one, other) = (await host.AgentAsync("propose"), await host.AgentAsync("propose"));
        using var browser = await host.SignedInAsync(one);
        Assert.Empty(browser.Clears);

        await browser.GetAsync("/aide");
        await browser.SubmitAsync(form: "header form");
        Assert.Equal(["\"cache\""], browser.Clears);
        await browser.SignInAsync(one.Mail);
        Assert.Single(browser.Clears);
        await browser.GetAsync("/aide");
        await browser.SubmitAsync(form: "header form");
        await browser.SignInAsync(other.Mail);
        Assert.Equal(3, browser.Clears.Count);
    }

    internal static IEnumerable<string> Missing(HttpResponseMessage answer)
    {
        string Value(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
        var policy = Value("Content-Security-Policy");
        foreach (var part in new[] { "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'" })
        {
            if (!policy.Contains(part, StringComparison.Ordinal))
            {
                yield return part;
            }
        }

        if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal))
        {
            yield return policy;
        }

        foreach (var (name, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Strict-Transport-Security", "max-age=31536000"),
        })
        {
            if (Value(name) != value)
            {
                yield return name;
            }
        }

        if (new[] { "camera=()", "geolocation=()", "microphone=()", "payment=()" }.Any(
            part => !Value("Permissions-Policy").Contains(part, StringComparison.Ordinal))
            || Value("Permissions-Policy").Contains('*', StringComparison.Ordinal))
        {
            yield return "Permissions-Policy";
        }

        // Forms of an entry may be shown again as they were left; never by what stands between. What never changes may be kept: a file of ours
        // whose address says its content.
        var address = answer.RequestMessage?.RequestUri?.ToString() ?? "";
        var isForm = address.Contains("/extranet/fiches/", StringComparison.Ordinal);
        var isFixed = address.Contains("/extranet.js?v=", StringComparison.Ordinal) || address.Contains("/neutre/fonts/", StringComparison.Ordinal);
        if (isFixed
            ? answer.Headers.CacheControl is not { Public: true, NoStore: false, MaxAge.Days: 365 }
            : answer.Headers.CacheControl is not { NoStore: true } && !(isForm && answer.Headers.CacheControl is { NoCache: true, Private: true }))
        {
            yield return "Cache-Control";
        }

        if (answer.Headers.Contains("Server"))
        {
            yield return "Server";
        }
    }
}
