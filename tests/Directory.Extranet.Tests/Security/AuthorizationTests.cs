using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What routes there are, and what they do without a right; with one: <see cref="RouteLawTests"/>.</summary>
public sealed class AuthorizationTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Table_OfRoutes_IsThatOfTheEndpoints()
    {
        var endpoints = await EndpointsAsync(host);

        var unknown = string.Join("\n", endpoints.Except(Routes.All.Select(route => route.Name)));
        Assert.True(unknown.Length == 0, "Say in Routes what these take:\n" + unknown);
        Assert.Empty(Routes.All.Select(route => route.Name).Except(endpoints)); // gone
        Assert.InRange(endpoints.Count, 50, 1000);
    }

    [Fact]
    public async Task Route_WithoutSession_OpensWhatIsOpenAndAsksToSignInElsewhere()
    {
        using var visitor = host.Visit();
        await visitor.GetAsync("/connexion");
        var wrong = new List<string>();
        foreach (var route in Routes.All)
        {
            var answer = await SendAsync(visitor, route, new Made(Guid.CreateVersion7()));
            var isSentToSignIn = answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther
                && answer.Headers.Location!.ToString().Contains("/connexion?retour=", StringComparison.Ordinal);
            if (isSentToSignIn == route.IsOpen
                || (route.IsOpen && answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            {
                wrong.Add($"{route.Name}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Route_WithTheIdOfSomethingOfOthers_AnswersAsForNothingAndWritesNothing()
    {
        var scene = await Scene.SetAsync(host);
        var agent = await host.AgentAsync();
        foreach (var right in Enum.GetValues<AccessRight>())
        {
            await scene.GrantAsync(agent.Id, right.Code(), null);
        }

        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/extranet/fiches");
        var (seen, wrong) = (0, new List<string>());
        foreach (var route in Routes.All.Where(route => !route.IsOpen && route.Object is not RouteObject.None && route.Action is not null))
        {
            var (theirs, nothing) = (await scene.MakeAsync(route.Object, Place.Other), new Made(Guid.CreateVersion7()));
            var before = await WrittenAsync();
            var (other, missing) = (await SendAsync(visitor, route, theirs), await SendAsync(visitor, route, nothing));
            var (shown, expected) = (await BodyAsync(other, theirs), await BodyAsync(missing, nothing));
            seen++;
            if (other.StatusCode != HttpStatusCode.NotFound
                || missing.StatusCode != HttpStatusCode.NotFound
                || shown != expected
                || await WrittenAsync() != before)
            {
                wrong.Add(
                    $"{route.Name}: {(int)other.StatusCode} for theirs, {(int)missing.StatusCode} for nothing{(shown == expected ? "" : ", told apart")}");
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(seen, 60, 1000);

        // Everything that a request could leave.
        async Task<string> WrittenAsync() => (string)(await host.ExecuteAsync(
            """
            select concat_ws(' ', (select count(*) from entry_versions), (select sum(revision) from change_requests), (select count(*) from change_request_events),
                (select count(*) from outbox_mails), (select count(*) from access_grants where revoked_at is null), (select count(*) from journal),
                (select count(*) from entry_presence))
            """))!;

        static async Task<string> BodyAsync(HttpResponseMessage answer, Made made) => System.Text.RegularExpressions.Regex.Replace(
            (await answer.Content.ReadAsStringAsync()).Replace(made.Id.ToString(), "", StringComparison.Ordinal),
            "(value|nonce|content)=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Draft_OfAnother_IsNotThereForAnyoneElse()
    {
        var (author, other) =
            (await host.AgentAsync("modify"), await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]));
        var entry = await host.PublishAsync(A.Mairie("Mairie au brouillon") with { ExternalIds = [] });
        var draft = (await host.Service<Drafts>().DraftRemovalAsync(author.Id, entry, default)).Request;
        using var visitor = await host.SignedInAsync(other);
        await visitor.GetAsync("/extranet/fiches");
        foreach (var route in Routes.All.Where(route => route.Object is RouteObject.Submitted or RouteObject.Urgent))
        {
            var answer = await SendAsync(visitor, route, new Made(draft.Id, Revision: draft.Revision));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{route.Name}: {answer.StatusCode}");
        }

        Assert.Equal(draft.Revision, (int)(await host.ExecuteAsync("select revision from change_requests where id = $1", draft.Id))!);
    }

    [Fact]
    public async Task Route_ForTheWholeCountry_OpensToThoseWhoAdministerIt()
    {
        using var visitor = await host.SignedInAsync("administer");
        var wrong = new List<string>();
        foreach (var route in Routes.All.Where(route => route.Everywhere))
        {
            var answer = await SendAsync(visitor, route, new Made(Guid.CreateVersion7()));
            if (!Fits(HttpStatusCode.OK, answer.StatusCode))
            {
                wrong.Add($"{route.Name}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Route_WithoutARecentProof_AsksForOneWhereTheTableSaysSoAndNowhereElse()
    {
        var scene = await Scene.SetAsync(host);
        using var visitor = await host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        host.Clock.Move(TimeSpan.FromMinutes(11));
        var wrong = new List<string>();
        foreach (var route in Routes.All.Where(route => !route.IsOpen))
        {
            var answer = await SendAsync(visitor, route, await scene.MakeAsync(route.Object));
            var isAsked = answer.Headers.Location?.ToString().StartsWith("/connexion/confirmer", StringComparison.Ordinal) is true;
            if (isAsked != route.TakesRecentProof)
            {
                wrong.Add($"{route.Name}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(Routes.All.Count(route => route.TakesRecentProof), 15, 100);
    }

    [Fact]
    public async Task Route_ByAVerbThatItDoesNotKnow_DoesNothing()
    {
        var scene = await Scene.SetAsync(host);
        using var visitor = await host.SignedInAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]);
        var wrong = new List<string>();
        foreach (var route in Routes.All.Where(
            route => !route.Name.StartsWith("GET /health", StringComparison.Ordinal) && !route.TakesNoToken))
        {
            foreach (var verb in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            {
                using var request = new HttpRequestMessage(verb, route.Path(await scene.MakeAsync(route.Object)));
                var answer = await visitor.Client.SendAsync(request);
                if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound)
                    && !route.Name.Contains("/erreur/", StringComparison.Ordinal))
                {
                    wrong.Add($"{verb} {route.Name}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Every route of the extranet: verb, template, handler.</summary>
    internal static async Task<IReadOnlyCollection<string>> EndpointsAsync(ExtranetHost host)
    {
        var names = new HashSet<string>();
        foreach (var endpoint in host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await host.Service<PageLoader>().LoadAsync(page, endpoint.Metadata);
                names.Add($"GET {path}"); // a page without a handler for it is shown all the same
                names.UnionWith(
                    compiled.HandlerMethods.Select(handler => $"{handler.HttpMethod.ToUpperInvariant()} {path} {handler.Name}".Trim()));
            }
            else
            {
                var verbs = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
                names.UnionWith(verbs.Select(verb => $"{verb} {path}"));
            }
        }

        return names;
    }

    internal static Task<HttpResponseMessage> SendAsync(Visitor visitor, Route route, Made made, string? query = null)
    {
        var path = route.Path(made);
        path += query is null ? "" : (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
        return route.IsPost
            ? visitor.Client.PostAsync(path, new FormUrlEncodedContent(
                [new("__RequestVerificationToken", visitor.Token), .. route.FieldsFor(made)]))
            : visitor.Client.GetAsync(path);
    }

    // Allowed: done, shown with its mistakes, or no longer possible; never « not you ».
    internal static bool Fits(HttpStatusCode expected, HttpStatusCode answer) => expected is HttpStatusCode.OK
        ? answer is HttpStatusCode.OK
            or HttpStatusCode.Found
            or HttpStatusCode.SeeOther
            or HttpStatusCode.UnprocessableEntity
            or HttpStatusCode.Conflict
        : answer == expected;
}
