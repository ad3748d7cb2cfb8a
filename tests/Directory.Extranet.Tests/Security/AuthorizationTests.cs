using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Who may use which route: generated from all endpoints, all rights, and things within and beyond one's perimeter.</summary>
public sealed class AuthorizationTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    public static TheoryData<string> Rights => [.. Enum.GetValues<AccessRight>().Select(right => right.Code()), ""];

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
            if (isSentToSignIn == route.IsOpen || (route.IsOpen && answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            {
                wrong.Add($"{route.Name}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Route_WithOneRightInOnePerimeter_DoesWhatTheDecisionSaysAndNoMore(string code)
    {
        AccessRight? right = code.Length == 0 ? null : AccessRights.Parse(code);
        var scene = await Scene.SetAsync(host);
        var agent = await host.AgentAsync();
        var grants = right is { } given ? await scene.GrantAsync(agent.Id, given) : [];
        using var visitor = await host.SignedInAsync(agent);
        var wrong = new List<string>();
        foreach (var route in Routes.All.Where(route => !route.IsOpen))
        {
            foreach (var isMine in route.Object is RouteObject.None ? new[] { true } : [true, false])
            {
                var made = await scene.MakeAsync(route.Object, isMine);
                var expected = Expected(scene, agent, grants, right, route, made);
                var answer = await SendAsync(visitor, route, made);
                if (!Fits(expected, answer.StatusCode))
                {
                    wrong.Add($"{route.Name}, {(isMine ? "own" : "other")}: {(int)answer.StatusCode} where {expected} is right");
                }
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
            await scene.GrantAsync(agent.Id, right);
        }

        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/extranet/fiches");
        var (seen, wrong) = (0, new List<string>());
        // Whom one administers is for the page of accounts to say: see above.
        foreach (var route in Routes.All.Where(route => !route.IsOpen && route.Object is not (RouteObject.None or RouteObject.Account)
            && route.Action is not null))
        {
            var (theirs, nothing) = (await scene.MakeAsync(route.Object, isMine: false), new Made(Guid.CreateVersion7()));
            var before = await WrittenAsync();
            var (other, missing) = (await SendAsync(visitor, route, theirs), await SendAsync(visitor, route, nothing));
            var (shown, expected) = (await BodyAsync(other, theirs), await BodyAsync(missing, nothing));
            seen++;
            if (other.StatusCode != HttpStatusCode.NotFound || missing.StatusCode != HttpStatusCode.NotFound || shown != expected || await WrittenAsync() != before)
            {
                wrong.Add($"{route.Name}: {(int)other.StatusCode} for theirs, {(int)missing.StatusCode} for nothing{(shown == expected ? "" : ", told apart")}");
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
            (await answer.Content.ReadAsStringAsync()).Replace(made.Id.ToString(), "", StringComparison.Ordinal), "(value|nonce|content)=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Draft_OfAnother_IsNotThereForAnyoneElse()
    {
        var (author, other) = (await host.AgentAsync("modify"), await host.AgentAsync([.. Enum.GetValues<AccessRight>().Select(right => right.Code())]));
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
            var answer = await SendAsync(visitor, route, await scene.MakeAsync(route.Object, true));
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
        foreach (var route in Routes.All.Where(route => !route.Name.StartsWith("GET /health", StringComparison.Ordinal) && !route.TakesNoToken))
        {
            foreach (var verb in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            {
                using var request = new HttpRequestMessage(verb, route.Path(await scene.MakeAsync(route.Object, true)));
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
                names.UnionWith(compiled.HandlerMethods.Select(handler => $"{handler.HttpMethod.ToUpperInvariant()} {path} {handler.Name}".Trim()));
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

    private HttpStatusCode Expected(
        Scene scene, Account agent, IReadOnlyList<AccessGrant> grants, AccessRight? right, Route route, Made made)
    {
        if ((route.Rights.Length > 0 && !(right is { } held && route.Rights.Contains(held))) || route.Everywhere)
        {
            return HttpStatusCode.Forbidden; // one perimeter is not everywhere
        }

        if (route.Action is not { } action)
        {
            return HttpStatusCode.OK;
        }

        bool May(EntryAction what, RequestFacts? request = null, params string[] blocks) => Habilitation.Decide(
            grants, agent.Id, what, Touched.Part(made.Entry!, blocks), request, Instant.FromDateTimeOffset(host.Clock.GetUtcNow())).IsAllowed;
        RequestFacts? request = route.Object switch
        {
            RouteObject.Submitted => new RequestFacts(ChangeRequestState.Submitted, scene.Author),
            RouteObject.Urgent or RouteObject.UrgentAction => new RequestFacts(ChangeRequestState.PublishedUrgently, scene.Author),
            _ => null,
        };
        var isHidden = route.Object switch
        {
            RouteObject.Account => false, // administrators see all accounts, and shut those of their own perimeter
            RouteObject.Grant => !May(action),
            _ => !May(EntryAction.View),
        };
        return isHidden || route.IsTheAuthors ? HttpStatusCode.NotFound
            : May(action, request, route.Blocks) ? HttpStatusCode.OK
            : HttpStatusCode.Forbidden;
    }

    // Allowed: done, shown with its mistakes, or no longer possible; never « not you ».
    private static bool Fits(HttpStatusCode expected, HttpStatusCode answer) => expected is HttpStatusCode.OK
        ? answer is HttpStatusCode.OK or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict
        : answer == expected;
}
