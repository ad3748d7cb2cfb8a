using System.Net;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing.Habilitations;
using Xunit.Abstractions;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>
/// Every route, by people of every right, on what is within their perimeter, above it and beyond it, with the whole entry or one section of
/// it. What is expected comes from <c>docs/guides/habilitations.tsv</c> and the table of routes, not from the code that decides.
/// </summary>
public sealed class RouteLawTests(ExtranetHost host, ITestOutputHelper output) : IClassFixture<ExtranetHost>
{
    private static readonly string[] Section = ["channels"];

    private readonly Law _law = new();

    [Fact]
    public async Task Route_ByEveryRightAtEveryPlace_DoesWhatTheLawSaysAndNoMore()
    {
        var scene = await Scene.SetAsync(host);
        var shared = new Dictionary<(RouteObject, string), Made>();
        var (asked, allowed, wrong) = (0, 0, new List<string>());
        foreach (var person in People())
        {
            var agent = await host.AgentAsync();
            if (person.Right.Length > 0)
            {
                await scene.GrantAsync(agent.Id, person.Right, person.IsLimited ? Section : null);
            }

            using var visitor = await host.SignedInAsync(agent);
            foreach (var route in Routes.All.Where(route => !route.IsOpen && (!person.IsLimited || route.Action is not null)))
            {
                foreach (var place in Scene.PlacesOf(route.Object).Take(person.IsLimited ? 1 : 9))
                {
                    var expected = Expected(person, route, place);
                    // What may change something gets a thing of its own.
                    if (!shared.TryGetValue((route.Object, place), out var made) || (route.IsPost && expected is HttpStatusCode.OK))
                    {
                        shared[(route.Object, place)] = made = await scene.MakeAsync(route.Object, place);
                    }

                    asked++;
                    allowed += expected is HttpStatusCode.OK ? 1 : 0;
                    var answer = await AuthorizationTests.SendAsync(visitor, route, made);
                    if (!AuthorizationTests.Fits(expected, answer.StatusCode))
                    {
                        wrong.Add(
                            $"{route.Name}, {person.Right}{(person.IsLimited ? " of a section" : "")}, {place}: {(int)answer.StatusCode} where {expected} is right");
                    }

                    if (route.IsPost && expected is HttpStatusCode.OK)
                    {
                        shared.Remove((route.Object, place));
                    }
                }
            }
        }

        output.WriteLine($"{asked} requests, of which {allowed} are allowed");
        Assert.True(asked > 1500 && allowed > 200, $"{asked} requests, {allowed} allowed");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}:\n{string.Join('\n', wrong)}");
    }

    private IEnumerable<(string Right, bool IsLimited)> People() =>
        _law["droits"].Codes.Append("").Select(right => (right, false))
            // The others are of whole entries: the database holds no limited one.
            .Concat(_law["droits"].Codes.Where(right => right is not ("administer" or "orient")).Select(right => (right, true)));

    private HttpStatusCode Expected((string Right, bool IsLimited) person, Route route, string place)
    {
        if ((route.Rights.Length > 0 && !route.Rights.Any(right => right.Code() == person.Right)) || route.Everywhere)
        {
            return HttpStatusCode.Forbidden; // one perimeter is not everywhere
        }

        if (route.Action is not { } action)
        {
            return HttpStatusCode.OK;
        }

        var isTheirs = route.Object is RouteObject.Account or RouteObject.Grant or RouteObject.PendingGrant;
        var isHidden = !Allows(isTheirs ? EntryAction.Administer : EntryAction.View, isTheirs ? "manage" : "see");
        return isHidden || route.IsTheAuthors ? HttpStatusCode.NotFound
            // None of these people is the author of the requests.
            : Allows(action, route.Operation)
                && (!IsOfRequest(route) || _law.Concerns(action.ToString(), isAuthor: false))
                && !route.IsForThoseAbove
                ? HttpStatusCode.OK
                : HttpStatusCode.Forbidden;

        bool Allows(EntryAction what, string operation) =>
            person.Right.Length > 0
                && _law.Suffices(new LawCase(what.ToString(), operation, person.Right, place, LimitOf(person.IsLimited, route)));
    }

    private static bool IsOfRequest(Route route) => route.Object is RouteObject.Submitted or RouteObject.Urgent or RouteObject.UrgentAction;

    private static string LimitOf(bool isLimited, Route route) =>
        !isLimited ? "none" : route.Blocks.Except(Section).Any() || route.Blocks.Length == 0 ? "other" : "touched";
}
