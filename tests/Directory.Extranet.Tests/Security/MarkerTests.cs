using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>A word that nobody else types, with characters that nobody sees, through every form: none of it in a log, none of them kept.</summary>
public sealed class MarkerTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Mark = "zorglubien";
    private const string Hidden = "Zorg\u202Elu\u200Bbi\u00ADen\u2066";

    // What people type with characters that are cleaned, and that would be seen in a row's text.
    private const string Unseen = "[\u202A-\u202E\u2066-\u2069\u200B\u00AD\u0001-\u0008]";

    [Fact]
    public async Task Forms_OfEveryPage_FilledWithAMarker_LeaveItInNoLog_AndNoHiddenCharacterInATable()
    {
        var scene = await Scene.SetAsync(host);
        var logs = new CapturedLogs();
        using var agent = host.Visit(logs.Of(host.Start(("SignIn:SecondFactorFor", " "))));
        var account = await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        await agent.SignInAsync(account.Mail);
        var (posted, fields) = (0, new HashSet<string>());
        foreach (var route in Routes.All.Where(route => route is { IsPost: false } && !route.Name.Contains("deconnexion", StringComparison.Ordinal)))
        {
            await agent.GetAsync(route.Path(await scene.MakeAsync(route.Object, true)));
            var address = agent.Address.PathAndQuery;
            var forms = agent.Page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().Count();
            for (var index = 0; index < forms; index++)
            {
                var form = agent.Page.QuerySelectorAll("main form").OfType<IHtmlFormElement>().ElementAtOrDefault(index);
                if (form is null || address.StartsWith("/mon-compte/", StringComparison.Ordinal))
                {
                    break; // changing one's own password would end the walk
                }

                var typed = form.QuerySelectorAll("input[name], textarea[name]").Where(IsTyped).Select(field => field.GetAttribute("name")!).ToList();
                fields.UnionWith(typed);
                var (path, all) = agent.Fields(typed.Distinct().ToDictionary(name => name, name => (object?)Typed(name)), Selector(form));
                if (form.Method == "post")
                {
                    await agent.PostAsync(path, all);
                }
                else
                {
                    await agent.GetAsync($"{path.Split('?')[0]}?{string.Join('&', all.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))}");
                }

                Assert.True((int)agent.Status < 500, $"{route.Name}, {path}: {agent.Status} {logs.Lines.LastOrDefault(line => line.StartsWith("Error", StringComparison.Ordinal))}");
                posted++;
                await agent.GetAsync(address);
            }
        }

        Assert.InRange(posted, 40, 1000);
        Assert.InRange(fields.Count, 60, 10_000);
        Assert.NotEmpty(logs.Lines);
        var told = logs.Lines.Where(line => line.Contains(Mark, StringComparison.OrdinalIgnoreCase) || line.Contains("Zorg", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.True(told.Count == 0, string.Join('\n', told.Take(5)));
        // It did go in.
        Assert.NotEmpty(await Tables.FindAsync(host, "t.text ilike '%' || $1 || '%'", Mark));
        Assert.Empty(await Tables.FindAsync(host, "t.text ~ $1", Unseen));
        Assert.Equal(Mark, PlainText.Clean(Hidden).ToUpperInvariant().ToLowerInvariant());
    }

    private static bool IsTyped(IElement field) => field switch
    {
        IHtmlInputElement input => input.Type is "text" or "search" or "email" or "url" or "tel" or "password",
        _ => true,
    };

    private static string Typed(string name) =>
        name.Contains("Mail", StringComparison.Ordinal) ? $"{Hidden}{Guid.NewGuid():N}@example.fr" : $"{Hidden} {name.Length}";

    private static string Selector(IElement form)
    {
        form.Id = string.IsNullOrEmpty(form.Id) ? "form-" + Guid.NewGuid().ToString("N") : form.Id;
        return "#" + form.Id;
    }
}
