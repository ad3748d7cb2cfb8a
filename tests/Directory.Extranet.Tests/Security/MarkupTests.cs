using AngleSharp.Html.Parser;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What people wrote is text wherever it is shown.</summary>
public sealed class MarkupTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Attack = "\"'><script>evil()</script><img src=x onerror=evil()><a href=javascript:evil()>x</a>{{evil}}";

    [Fact]
    public async Task Text_ThatIsMarkup_IsShownAsTextByEveryPage()
    {
        var entry = await host.PublishAsync(A.Mairie(Attack) with { Mission = Attack, Acronym = "'><b onfocus=evil()>" });
        var agent = await NamedAsync(Attack);
        var target = await NamedAsync(Attack + "2");
        var grant = await host.GrantAsync(target.Id, "propose", entry);
        await MailAsync(target.Id);
        using var visitor = await host.SignedInAsync(agent);
        var wrong = new List<string>();
        var shown = new List<string>();
        foreach (var route in Routes.All.Where(route => !route.IsPost && !route.Name.Contains("/export", StringComparison.Ordinal)))
        {
            var made =
                new Made(
                    route.Object switch { RouteObject.Account =>
                        target.Id, RouteObject.Grant or RouteObject.PendingGrant => grant, _ => entry });
            foreach (var query in new[] { "", $"q={Uri.EscapeDataString(Attack)}&adresse={Uri.EscapeDataString(Attack)}&demande={Uri.EscapeDataString(Attack)}&personne={Uri.EscapeDataString(Attack)}&objet={Uri.EscapeDataString(Attack)}&onglet={Uri.EscapeDataString(Attack)}&tri={Uri.EscapeDataString(Attack)}&retour={Uri.EscapeDataString("/" + Attack)}" })
            {
                using var answer = await AuthorizationTests.SendAsync(visitor, route, made, query.Length == 0 ? null : query);
                var html = await answer.Content.ReadAsStringAsync();
                var page = new HtmlParser().ParseDocument(html);
                if (page.All.Any(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)))
                    || page.Scripts.Any(script => script.Text.Contains("evil", StringComparison.Ordinal))
                    || page.QuerySelector("[href^='javascript:' i], [src='x'], [style]") is not null)
                {
                    wrong.Add($"{route.Name}?{query}");
                }

                if (page.Body!.TextContent.Contains("<script>evil()", StringComparison.Ordinal))
                {
                    shown.Add(route.Name);
                }
            }
        }

        Assert.Empty(wrong);
        foreach (var name in new[] { "GET /", "GET /admin/comptes", "GET /admin/habilitations", "GET /admin/journal", "GET /admin/courriels", "GET /admin/habilitations/{id:guid}/retirer", "GET /extranet/fiches/{id:guid}/acces" })
        {
            Assert.Contains(name, shown); // it was there to be seen
        }
    }

    private async Task<Account> NamedAsync(string name)
    {
        var agent = await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        await host.ExecuteAsync("update accounts set name = $2 where id = $1", agent.Id, name);
        return agent;
    }

    private Task<object?> MailAsync(Guid account) => host.ExecuteAsync(
        """
        insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before, dead_at, last_error)
        values ($1, $2, 'a"b@example.fr', $3, 'Texte', $4, 'at_once', now(), now(), now(), $3)
        """,
        Guid.CreateVersion7(), account, Attack, $"<{Guid.NewGuid():N}@example.fr>");
}
