using System.Net;
using AngleSharp.Html.Dom;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Someone's name and address, typed into every field of every form: no log names them, ours or the database's.</summary>
public sealed class MarkerTests(ExtranetHost host, ITestOutputHelper output) : IClassFixture<ExtranetHost>
{
    // Looks like someone, and is nobody else.
    private static readonly string Marker = "wilhelmine" + Guid.NewGuid().ToString("N")[..10];
    private static readonly string Name = $"Wilhelmine {Marker}";
    private static readonly string Mail = $"{Marker}@exemple.fr";

    [Fact]
    public async Task Logs_OfEveryFormFilledInWithSomeone_NameNobody()
    {
        using var logs = new CapturedLogs();
        var node = logs.Of(host.Start(("SignIn:SecondFactorFor", " ")));
        var log = (await host.Database.FindServerLogAsync())!;
        var from = new FileInfo(log).Length;
        var scene = await Scene.SetAsync(host);
        var agent = await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        using var signedIn = host.Visit(node);
        await signedIn.SignInAsync(agent.Mail);
        using var stranger = host.Visit(node);
        var (sent, failed, signIns) = (new HashSet<string>(), new List<string>(), 1);

        foreach (var route in Routes.All)
        {
            var visitor = route.IsOpen ? stranger : signedIn;
            var path = route.Path(await scene.MakeAsync(route.Object));
            if (route.IsPost)
            {
                // What no page of these shows, too: the names that its form would have.
                await SendAsync(
                    visitor, route.Name, path,
                    [.. route.FieldsFor(new Made(Guid.CreateVersion7())).Select(field => field.Key), .. Named, visitor.Token]);
                continue;
            }

            await ShowAsync(visitor, path);
            for (var number = 0; visitor.Address.Host == "localhost"
                && number < visitor.Page.QuerySelectorAll("main form").Length; number++)
            {
                var form = (IHtmlFormElement)visitor.Page.QuerySelectorAll("main form")[number];
                var buttons = form.QuerySelectorAll("button").Cast<IHtmlButtonElement>().ToList();
                foreach (var button in buttons.DistinctBy(button => (button.GetAttribute("formaction"), button.Name)))
                {
                    await SubmitAsync(visitor, route.Name, form, button, all: false);
                }

                // With the marker in the place of whatever else is sent.
                if (buttons is [var one, ..])
                {
                    await SubmitAsync(visitor, route.Name, form, one, all: true);
                }
            }
        }

        // In addresses, where searches stand.
        foreach (var path in new[] { "/connexion", "/extranet/fiches", "/extranet/choix/communes", "/extranet/choix/administrations", "/admin/comptes", "/admin/journal", "/invitation", "/" + Marker })
        {
            Look(
                path,
                await signedIn.Client.GetAsync(
                    $"{path}?q={Name}&nom={Name}&Search={Name}&personne={Mail}&recherche={Marker}&jeton={Marker}&retour=/{Marker}"));
        }

        output.WriteLine($"{sent.Count} forms sent, {signIns} sessions, {logs.Lines.Count} lines in the logs");
        Assert.InRange(sent.Count, 150, 2000);
        Assert.Empty(failed);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Marker, StringComparison.OrdinalIgnoreCase));
        var seal = $"sealed {Guid.NewGuid():N}";
        await host.ExecuteAsOwnerAsync($"do $$ begin raise log '{seal}'; end $$");
        var written = await DatabaseFixture.ReadServerLogAsync(log, from, seal);
        Assert.Contains(seal, written, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, written, StringComparison.OrdinalIgnoreCase);

        async Task SubmitAsync(Visitor visitor, string name, IHtmlFormElement form, IHtmlButtonElement button, bool all)
        {
            var fields =
                form.QuerySelectorAll("input[name], textarea[name], select[name]").SelectMany(field => Filled(field, all)).ToList();
            if (button.Name is { Length: > 0 } pressed)
            {
                fields.Add(new(pressed, button.Value));
            }

            var action = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? visitor.Address.PathAndQuery;
            var isGet = !string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase);
            using var answer = isGet
                ? await visitor.Client.GetAsync($"{action.Split('?')[0]}?{await new FormUrlEncodedContent(fields).ReadAsStringAsync()}")
                : await visitor.Client.PostAsync(new Uri(visitor.Address, action), new FormUrlEncodedContent(fields));
            Look($"{name} {action.Split('?')[^1]} {button.TextContent.Trim()} {all}", answer);
        }

        async Task SendAsync(Visitor visitor, string name, string path, string[] names)
        {
            using var answer = await visitor.Client.PostAsync(path, new FormUrlEncodedContent(
                [
                    new("__RequestVerificationToken", names[^1]), .. names[..^1].Select(
                        one => KeyValuePair.Create(one, one.Contains("Mail", StringComparison.Ordinal) ? Mail : Name))
                ]));
            Look(name, answer);
        }

        void Look(string name, HttpResponseMessage answer)
        {
            sent.Add(name);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            {
                failed.Add($"{name}: {(int)answer.StatusCode}");
            }
        }

        // Some forms end the session.
        async Task ShowAsync(Visitor visitor, string path)
        {
            await visitor.GetAsync(path);
            if (visitor == signedIn && visitor.Address.AbsolutePath == "/connexion")
            {
                signIns++;
                await signedIn.SignInAsync(agent.Mail);
                await visitor.GetAsync(path);
            }
        }
    }

    private static readonly string[] Named =
        [
            "Mail", "Name", "Password", "Code", "Search", "Form.Name", "Form.Title", "Form.Message", "Form.Text", "Comment", "Reason",
            "Question", "Answer", "logout_token", "fiche", "Entries", "decision"
        ];

    private static IEnumerable<KeyValuePair<string, string>> Filled(AngleSharp.Dom.IElement field, bool all)
    {
        var name = field.GetAttribute("name")!;
        switch (field)
        {
            case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } when !all:
                return [];
            case IHtmlInputElement { Type: "hidden" or "radio" or "checkbox" or "number" or "date" or "time" } kept when !all
                || name == "__RequestVerificationToken":
                return [new(name, kept.Value)];
            case IHtmlSelectElement select when !all:
                return select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(name, option.Value));
            case IHtmlInputElement { Type: "email" }:
                return [new(name, Mail)];
            case IHtmlInputElement { Type: "url" }:
                return [new(name, $"https://{Marker}.example/{Marker}")];
            default:
                return [new(name, Name)];
        }
    }
}
