using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;
using PublicDirectory.Testing.Habilitations;
using Xunit.Abstractions;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>
/// Every route that moves a request, on requests of every operation in every state, by their author and by others with the whole entry, one
/// section of it or nothing. Allowed is what moves the request; refused is what leaves it as it was, whatever the answer says.
/// </summary>
public sealed class RequestLawTests(ExtranetHost host, ITestOutputHelper output) : IClassFixture<ExtranetHost>
{
    private static readonly string[] UrgentStates = ["published_urgently", "confirmed", "reverted", "expired"];

    // The action in the law, and the form that does it. {id} is the request's, {entry} its entry's, {action} its urgent action's.
    private static readonly (string Action, string Path, (string, string)[] Fields)[] Gestures =
    [
        ("Withdraw", "/extranet/demandes/{id}?handler=Retirer", []),
        ("Approve", "/extranet/validations/{id}/valider", []),
        ("Return", "/extranet/validations/{id}?handler=Corriger", [("Comment", "Précisez.")]),
        ("Reject", "/extranet/validations/{id}?handler=Refuser", [("Comment", "Non.")]),
        ("ConfirmUrgent", "/extranet/validations/{id}/urgence", [("decision", "relu")]),
        ("RevertUrgent", "/extranet/validations/{id}/urgence", [("decision", "annuler"), ("Reason", "Erreur.")]),
        ("EndUrgent", "/extranet/urgences/{action}/fin", []),
        ("EndUrgent", "/extranet/urgences/{action}/prolonger", [("End.Kind", "inconnu")]),
        ("Submit", "/extranet/fiches/{entry}/envoi", []),
    ];

    private readonly Law _law = new();

    private sealed record Person(string[] Rights, string Perimeter, string Limit, bool IsAuthor, Visitor Visitor);

    private sealed record Made(Guid Id, Guid ActionId, Guid EntryId, int Revision);

    [Fact]
    public async Task Request_InEveryState_IsMovedByWhomTheLawSaysAndByNobodyElse()
    {
        var author = await host.AgentAsync();
        var people = await PeopleAsync(author);
        var shared = new Dictionary<(string, string), Made>();
        var (asked, allowed, wrong) = (0, 0, new List<string>());
        foreach (var (operation, state) in Requests())
        {
            foreach (var (gesture, path, fields) in Gestures)
            {
                var action = gesture == "Submit" ? SubmissionOf(operation) : gesture;
                foreach (var person in people.Where(person => Matters(action, person, state)))
                {
                    var expected = _law["gestes"][action]["opérations"]
                        .Split(' ')
                        .Contains(operation) && person.Rights.Any(right => _law.Allows(
                        new LawCase(action, operation, right, person.Perimeter, LimitFor(person.Limit, operation)), person.IsAuthor,
                        state));
                    if (expected || !shared.TryGetValue((operation, state), out var made))
                    {
                        shared[(operation, state)] = made = await MakeAsync(author.Id, operation, state);
                    }

                    asked++;
                    allowed += expected ? 1 : 0;
                    var status = await PostAsync(person.Visitor, path, fields, made);
                    var moved =
                        Convert.ToInt32(await host.ExecuteAsync("select revision from change_requests where id = $1", made.Id), null) != made.Revision;
                    if (moved != expected || status >= 500)
                    {
                        wrong.Add(
                            $"{path} on {operation} in {state} by {string.Join(' ', person.Rights)} {person.Perimeter} {person.Limit}: {(moved ? "moved" : "left")}, {status}");
                    }

                    if (moved)
                    {
                        shared.Remove((operation, state));
                    }
                }
            }
        }

        foreach (var person in people)
        {
            person.Visitor.Dispose();
        }

        output.WriteLine($"{asked} posts, of which {allowed} are allowed");
        Assert.True(asked > 700 && allowed > 50, $"{asked} posts, {allowed} allowed");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}:\n{string.Join('\n', wrong.Take(40))}");
    }

    private static async Task<int> PostAsync(Visitor visitor, string path, (string Name, string Value)[] fields, Made made)
    {
        var filled = path.Replace("{id}", made.Id.ToString(), StringComparison.Ordinal).Replace(
            "{entry}", made.EntryId.ToString(), StringComparison.Ordinal)
            .Replace("{action}", made.ActionId.ToString(), StringComparison.Ordinal);
        using var answer = await visitor.Client.PostAsync(filled, new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", visitor.Token),
            new("Revision", made.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]));
        return (int)answer.StatusCode;
    }

    private IEnumerable<(string Operation, string State)> Requests() =>
        from operation in new[] { "change_one", "change_many", "create", "remove", "bring_back" }
        from state in _law["états"].Codes
        where !IsUrgent(state) || operation is "change_one" or "change_many"
        select (operation, state);

    private static bool IsUrgent(string state) => UrgentStates.Contains(state);

    private static string SubmissionOf(string operation) => operation switch
    {
        "create" => "Create",
        "remove" => "Remove",
        "bring_back" => "BringBack",
        _ => "Propose",
    };

    // Those who hold another right than the action asks for are all refused alike, in RouteLawTests; those who may only part of it, or
    // elsewhere, are refused already where nobody may.
    private bool Matters(string action, Person person, string state) => _law["gestes"][action]["droits"] is var rights
        && (rights == "-" || rights.Split(' ').Intersect(person.Rights).Any())
        && (_law.Lets(action, state) || (person.Limit == "none" && person.Perimeter == "departement_in"));

    // People are limited to channels, or to a section that nothing here touches.
    private static string LimitFor(string limit, string operation) => limit == "touched" && operation == "change_many" ? "some" : limit;

    // Départements, so that what is proposed reaches no further than those who decide.
    private async Task<IReadOnlyList<Person>> PeopleAsync(Account author) =>
    [
        // With every right, so that nothing but being the author stands in the way.
        await PersonAsync([.. _law["droits"].Codes], "departement_in", "none", author),
        await PersonAsync(["approve"], "departement_in", "none"),
        await PersonAsync(["approve"], "departement_in", "touched"),
        await PersonAsync(["approve"], "departement_in", "other"),
        await PersonAsync(["approve"], "departement_out", "none"),
        await PersonAsync(["modify", "publish_urgently"], "departement_in", "none"),
    ];

    private async Task<Person> PersonAsync(string[] rights, string perimeter, string limit, Account? author = null)
    {
        var account = author ?? await host.AgentAsync();
        foreach (var right in rights)
        {
            await host.ExecuteAsync(
                $"""
                insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, valid_from, granted_at, blocks)
                values ($1, $2, $3, 'departement', $4, $5, $5, {limit switch { "none" => "null", "touched" => "'{channels}'", _ => "'{mission}'" }})
                """,
                Guid.CreateVersion7(), account.Id, right, perimeter == "departement_in" ? "69" : "38", host.Clock.GetUtcNow().UtcDateTime);
        }

        return new Person(rights, perimeter, limit, author is not null, await host.SignedInAsync(account));
    }

    private async Task<Made> MakeAsync(Guid author, string operation, string state)
    {
        var document = A.Mairie($"Mairie {Guid.NewGuid():N}");
        var changed = document with { Channels = [document.Channels[0] with { Value = "+33465710099" }] };
        changed = operation != "change_many" ? changed : changed with
        {
            OpeningHours =
                new OpeningSchedule { Exceptional = [new ExceptionalPeriod { From = new LocalDate(2090, 3, 8), To = new LocalDate(
                    2090, 3, 8) }] },
        };
        var entry = operation == "create" ? Guid.CreateVersion7() : await host.PublishAsync(document);
        return IsUrgent(state)
            ? await PublishUrgentlyAsync(author, entry, changed, state)
            : await ProposeAsync(author, entry, operation, changed, state);
    }

    private async Task<Made> ProposeAsync(Guid author, Guid entry, string operation, AdministrationDocument changed, string state)
    {
        var drafts = host.Service<Drafts>();
        if (operation == "bring_back")
        {
            await host.RemoveAsync(entry, 1);
        }

        var outcome = operation switch
        {
            "remove" => await drafts.DraftRemovalAsync(author, entry, default),
            "bring_back" => await drafts.DraftReturnAsync(author, entry, default),
            _ => await drafts.SaveAsync(
                author, new DraftInput { EntryId = entry, BaseVersion = operation == "create" ? 0 : 1, Document = changed }, default),
        };
        Assert.Null(outcome.Refusal);
        await host.ExecuteAsync(
            """
            update change_requests set state = $2,
                submitted_at = case when $2 <> 'draft' then updated_at end,
                approver_id = case when $2 in ('approved', 'published', 'rejected', 'returned') then $3 end,
                decided_at = case when $2 in ('approved', 'published', 'rejected', 'returned') then updated_at end,
                effective_at = case when $2 = 'approved' then updated_at + interval '1 year' end, -- or the clock would publish it
                published_at = case when $2 = 'published' then updated_at end,
                published_version = case when $2 = 'published' then 1 end
            where id = $1
            """,
            outcome.Request.Id, state, (await DeciderAsync()).Id);
        return new Made(outcome.Request.Id, outcome.Request.ActionId, entry, outcome.Request.Revision);
    }

    private async Task<Made> PublishUrgentlyAsync(Guid author, Guid entry, AdministrationDocument changed, string state)
    {
        var input = new UrgentInput
        {
            Entries = [new UrgentEntry(entry, 1, changed)],
            Reason = "Panne.",
            EndsAt = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) + Duration.FromHours(8),
        };
        var outcome = await host.Service<UrgentPublications>().PublishAsync(author, input, default);
        Assert.Null(outcome.Refusal);
        var request = outcome.Requests[0];
        await host.ExecuteAsync(
            """
            update change_requests set state = $2,
                reviewer_id = case when $2 in ('confirmed', 'reverted') then $3 end,
                reviewed_at = case when $2 in ('confirmed', 'reverted') then updated_at end,
                ended_at = case when $2 in ('reverted', 'expired') then updated_at end
            where id = $1
            """,
            request.Id, state, (await DeciderAsync()).Id);
        return new Made(request.Id, request.ActionId, entry, request.Revision);
    }

    private async Task<Account> DeciderAsync() => _decider ??= await host.AgentAsync("approve");

    private Account? _decider;
}
