using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What no browser of an agent sends: every route answers it, with its headers, and nothing fails.</summary>
public sealed class MalformedInputTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string Long = new('k', 5000);
    private static readonly string Many = string.Join('&', Enumerable.Range(0, 1100).Select(number => $"k{number}=1"));

    private static readonly string[] Whole =
    [
        "GET /connexion", "POST /connexion", "GET /extranet/fiches", "POST /extranet/fiches/{id:guid}/contacts",
        "POST /extranet/fiches/{id:guid}/fermetures/{key}",
        "POST /extranet/urgence", "GET /extranet/choix/{source}", "POST /admin/comptes/inviter", "GET /admin/journal/export",
        "POST /extranet/fiches/{id:guid}/texte",
    ];

    // What the body is said to be, and what it is.
    private static readonly (string Type, string Body)[] Bodies =
    [
        (Form, "Mail=%00&Form.Name=%00a&Entries=%00&geste=%00&retour=%00&handler=%00"),
        (Form, Long + "=1"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"Mail\"\r\n\r\ncut"),
        (Form, Many),
        (Form, "Mail=" + new string('v', 100_000)),
        (Form, "%=%&&=&%zz=%u0041&a=%FF%FE%80&Form[0].X=1&Form.Rows[-1].Name=1&Form.Rows[2147483648].Name=1"),
        (Form, string.Join('&', Enumerable.Range(0, 900).Select(number => $"Form.Rows.index={number}&Entries[{number}]=x"))),
        (Form, "Form" + string.Concat(Enumerable.Repeat(".Form", 300)) + "=1"),
        (Form, "Name=%E2%80%AE%ED%A0%80&Form.Message=%F3%A0%81%81%EF%BF%BE"),
        (Form, "__RequestVerificationToken=%00&__envoi=%00&__saisie=%00&__vu=%00&__malgre=%00&__adresse=%00"),
        (Form + "; charset=utf-7", "Mail=+AAA-"),
        (Form + "; charset=nothing", "Mail=a"),
        (Form + "; charset=utf-16", "Mail=a"),
        ("multipart/form-data", "Mail=a"),
        ("multipart/form-data; boundary=", "--\r\n"),
        ("multipart/form-data; boundary=" + new string('b', 300), "x"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: nonsense;;;\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", "--b\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 100)) + "\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", Files()),
        ("application/json", "{\"Mail\":\"a\"}"),
        ("text/plain", "a"),
        ("application/octet-stream", "\0\0"),
        ("nonsense", "a"),
        ("", "a"),
    ];

    // What stands after the path, or in the place of a part of it.
    private static readonly string[] Queries =
    [
        "q=%00&nom=%00&fiche=%00&onglet=%00&page=%00&tri=%00&personne=%00&recherche=%00&retour=%00&demarche=%00&Search=%00&avant=%00&apres=%00",
        "q=a%E2%80%AEb&page=-1&avant=99999999999&apres=x&fiche=x&fiche=y&tri=z&onglet=z&choix=%FF",
        "retour=%2F%0D%0AX:%20y", "retour=%2F%C3%A9%E2%80%AE", "retour=%2Fa%20b", "retour=https://evil.example",
        "retour=%2F%5Cevil.example", "q=" + "%F0%9F",
        "handler=%00", "handler=Nulle", "page=2147483648&q=%25%5C_", "%00=a&%E2%80%8B=b",
    ];

    [Fact]
    public async Task Route_OfAnyKind_AnswersMalformedInputAndNeverFails()
    {
        var scene = await Scene.SetAsync(host);
        using var agent = await host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        await agent.GetAsync("/mon-compte");
        var (wrong, seen, addresses, unknown) =
            (new List<string>(), new HashSet<HttpStatusCode>(), new HashSet<string>(), new List<HttpStatusCode>());
        // A form without a name is taken by these; and whoever signed out on the way would try nothing of the rest.
        var taken =
            (await PagesWithoutHandlersAsync())
                .Concat(
                    Routes.All.Where(route => route.IsPost && route.Name.Split(' ').Length == 2).Select(route => route.Name.Split(' ')[1]))
                .ToHashSet();
        foreach (var route in Routes.All.OrderBy(route => route.Name.EndsWith("/deconnexion", StringComparison.Ordinal)))
        {
            if (route.Name == "GET /deconnexion")
            {
                await agent.GetAsync("/mon-compte");
                Assert.Equal("/mon-compte", agent.Address.AbsolutePath);
            }

            var made = await scene.MakeAsync(route.Object);
            var path = route.Path(made);
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            // All of it on routes of each kind; on the others what failed once.
            var isWhole = Whole.Contains(route.Name);
            foreach (var query in Queries.Take(isWhole ? Queries.Length : route.IsPost ? 0 : 2))
            {
                await CheckAsync($"{route.Name} ?{query}", route.IsPost
                    ? Post(path + separator + query, Form, "__RequestVerificationToken=" + Uri.EscapeDataString(agent.Token))
                    : new HttpRequestMessage(HttpMethod.Get, path + separator + query));
            }

            foreach (var (type, body) in route.IsPost ? Bodies.Take(isWhole ? Bodies.Length : 3) : [])
            {
                // With the token, so that the form is looked at.
                var sent = type == Form ? $"{body}&__RequestVerificationToken={Uri.EscapeDataString(agent.Token)}" : body;
                await CheckAsync($"{route.Name} {type} {body[..Math.Min(40, body.Length)]}", Post(path, type, sent));
            }

            // A verb or a button that the page does not know, with the token; a form where none is awaited.
            if (addresses.Add(route.Path(new Made(Guid.Empty)).Split('?')[0]))
            {
                var address = path.Split('?')[0];
                foreach (var verb in new[] { "PUT", "PATCH", "DELETE", "GET", "HEAD", "OPTIONS", "BREW" })
                {
                    foreach (var (type, body) in new[] { (Form, "a=1"), (
                        "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"Mail\"\r\n\r\ncut") })
                    {
                        var request = Post(address, type, body);
                        request.Method = new HttpMethod(verb);
                        request.Headers.Add("RequestVerificationToken", agent.Token);
                        await CheckAsync($"{verb} {address} {type}", request);
                    }
                }

                foreach (var handler in new[] { "", "?handler=Nulle", "?handler=", "?handler=Get" })
                {
                    await CheckAsync(
                        $"POST {address}{handler}",
                        isUnknown: handler.EndsWith("Nulle", StringComparison.Ordinal) && !taken.Contains(route.Name.Split(' ')[1]),
                        request: Post(address + handler, Form, "__RequestVerificationToken=" + Uri.EscapeDataString(agent.Token)));
                }
            }
        }

        foreach (var path in new[] { "/extranet/fiches/%E2%80%AE", "/extranet/choix/%E2%80%8B?q=a", "/erreur/99999999999", "/erreur/0", "/erreur/200", "/%EF%BB%BF", "/..%2f..%2fetc", "/extranet/fiches/a%0d%0ab" })
        {
            await CheckAsync(path, new HttpRequestMessage(HttpMethod.Get, path));
            await CheckAsync("post " + path, Post(path, Form, Many));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(unknown.Count(status => status is HttpStatusCode.MethodNotAllowed) > 3, string.Join(' ', unknown));
        Assert.Superset(
            new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity }, seen);

        // They have nothing to fill in, and are shown to whatever is sent.
        async Task<IEnumerable<string>> PagesWithoutHandlersAsync()
        {
            List<string> without = [];
            foreach (var endpoint in host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            {
                if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                    && (await host.Service<PageLoader>().LoadAsync(page, endpoint.Metadata)).HandlerMethods.Count == 0)
                {
                    without.Add("/" + endpoint.RoutePattern.RawText!.TrimStart('/'));
                }
            }

            return without;
        }

        async Task CheckAsync(string name, HttpRequestMessage request, bool isUnknown = false)
        {
            using (request)
            {
                using var answer = await agent.Client.SendAsync(request);
                seen.Add(answer.StatusCode);
                wrong.AddRange(HeaderTests.Missing(answer).Select(missing => $"{name}, {(int)answer.StatusCode}: {missing}"));
                if (isUnknown)
                {
                    unknown.Add(answer.StatusCode);
                    // No handler takes it: the page is not shown for it, and leads nowhere.
                    wrong.AddRange((int)answer.StatusCode is 404 or 405 ? [] : [$"{name}: {(int)answer.StatusCode}"]);
                }

                if (answer.StatusCode >= HttpStatusCode.InternalServerError && !(name.StartsWith("/erreur", StringComparison.Ordinal)))
                {
                    wrong.Add($"{name}: {(int)answer.StatusCode}");
                }
            }
        }
    }

    // What is sent, byte by byte, and what comes back.
    private static readonly (string Sent, string Status, string Says)[] OnTheWire =
    [
        (Request("POST /connexion", Form, string.Join('&', Enumerable.Range(0, 1100)
            .Select(number => $"k{number}=1"))), "400", "Formulaire illisible"),
        (Request("POST /connexion", Form, "Mail=" + new string('a', 3 << 20)), "413", "Formulaire trop long"),
        (Request("POST /connexion", "multipart/form-data; boundary=b", "Mail=" + new string('a', 100)), "400", "Formulaire illisible"),
        (Request("PUT /connexion", Form, "Mail=" + new string('a', 100)), "4", ""), // whatever it is
        (Request("GET /nulle-part", "", ""), "302", ""),
        (Request("POST /extranet/fiches", Form, string.Join('&', Enumerable.Range(0, 1100)
            .Select(number => $"k{number}=1"))), "400", "Formulaire illisible"),
        (Request("GET /connexion", "", "", host: "evil.example"), "400", ""), // no name of ours
        (Request("GET /connexion", "", "", host: ""), "400", ""),
        (Request("GET /connexion", "", "", host: "127.0.0.1:99999"), "400", ""),
        ("GET /connexion HTTP/1.0\r\n\r\n", "400", ""),
        // What the server refuses before there is a request.
        ("GET /%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "400", ""),
        ("GET /connexion HTTP/1.1\r\n\r\n", "400", ""),
        ("rubbish\r\n\r\n", "400", ""),
        ("GET /connexion HTTP/7.1\r\n\r\n", "505", ""),
        ($"GET /connexion?{new string('a', 9000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "414", ""),
        ($"GET /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: a={new string('a', 20_000)}\r\n\r\n", "431", ""),
        ("POST /connexion HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400", "Formulaire illisible"),
    ];

    [Fact]
    public async Task Answer_OnTheWire_CarriesItsHeadersAndSaysWhat()
    {
        using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("ConnectionStrings:Directory", host.Database.ConnectionString);
            builder.UseSetting("SignIn:SecureCookies", "false");
            builder.UseSetting("Urls", "http://127.0.0.1:0"); // a free port; UseKestrel(0) races with the start (dotnet/aspnetcore#67714)
            builder.ConfigureLogging(logging => logging.ClearProviders());
        });
        factory.UseKestrel();
        factory.StartServer();
        var wrong = new List<string>();
        foreach (var (sent, status, says) in OnTheWire)
        {
            var answer = await SendAsync(factory.ClientOptions.BaseAddress.Port, sent);
            string[] expected =
            [
                "HTTP/1.1 "
                    + status, "Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin", "Permissions-Policy: ",
                "Referrer-Policy: same-origin", "Cache-Control: no-store", says,
            ];
            wrong.AddRange(
                expected.Where(part => !answer.Contains(part, StringComparison.Ordinal))
                    .Select(part => $"{sent[..Math.Min(80, sent.Length)]}: {part} is not in {answer[..Math.Min(600, answer.Length)]}"));
            if (answer.Contains("\r\nServer:", StringComparison.Ordinal))
            {
                wrong.Add($"{sent[..Math.Min(80, sent.Length)]}: it says which server it is");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Request(string line, string type, string body, string host = "127.0.0.1") =>
        $"{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
            + (type.Length > 0 ? $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}" : "\r\n");

    private static string Files() => string.Concat(Enumerable.Range(0, 200).Select(number =>
        $"--b\r\nContent-Disposition: form-data; name=\"f{number}\"; filename=\"a\0.exe\"\r\nContent-Type: x/y\r\n\r\ndata\r\n")) + "--b--\r\n";

    private static HttpRequestMessage Post(string path, string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }

    private static async Task<string> SendAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        var sending = stream.WriteAsync(Encoding.UTF8.GetBytes(request)).AsTask();
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
            await sending;
        }
        catch (IOException)
        {
            // Closed upon us while we were still sending: what was answered is what counts.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
