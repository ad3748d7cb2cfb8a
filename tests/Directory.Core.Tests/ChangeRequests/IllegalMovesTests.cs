using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>
/// Every use case on a request in every state, by whoever could do it elsewhere: what the table does not say changes nothing.
/// </summary>
public sealed class IllegalMovesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    // What is possible from each state, and by whom; all the rest is tried.
    private const string Possible =
        """
        Draft             | author: save submit withdraw settle
        Submitted         | author: withdraw | another: approve return reject
        Approved          | author: withdraw
        Published         |
        Returned          | author: save submit withdraw settle
        Rejected          | author: again
        Withdrawn         | author: again
        Superseded        | author: again
        Expired           | author: again
        PublishedUrgently | author: extend end | another: confirm correct revert
        Confirmed         | author: extend end | another: revert
        Reverted          |
        """;

    private Workshop _shop = null!;

    // All rights, everywhere: nothing but the table stands in the way.
    private Guid _author;
    private Guid _other;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        _author = await _shop.PersonAsync("Ève", Enum.GetValues<AccessRight>());
        _other = await _shop.PersonAsync("Paul", Enum.GetValues<AccessRight>());
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task EachUseCase_FromEachState_DoesWhatTheTableSaysOrNothing()
    {
        var rows = Possible.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(
            row => Enum.Parse<ChangeRequestState>(row[0]),
            row => row[1..]
                .Where(part => part.Length > 0)
                .Select(part => part.Split(": "))
                .SelectMany(part => part[1].Split(' ').Select(what => (part[0], what)))
                .ToHashSet());
        Assert.Equal(Enum.GetValues<ChangeRequestState>().Order(), rows.Keys.Order());
        var (tried, wrong) = (0, new List<string>());
        foreach (var (state, possible) in rows)
        {
            var request = await MakeAsync(state);
            Assert.Equal(state, request.State);
            foreach (var (who, account) in new[] { ("author", _author), ("another", _other) })
            {
                foreach (var (what, use) in UseCases(request, account))
                {
                    if (possible.Contains((who, what)))
                    {
                        continue;
                    }

                    var before = await TraceAsync(request);
                    var outcome = await use();
                    tried++;
                    var after = await TraceAsync(request);
                    // The same form sent again is answered with what it did.
                    if (after != before || (outcome.IsDone && !outcome.IsRepeat))
                    {
                        wrong.Add($"{what} by {who} from {state}: {outcome.Refusal?.Code ?? "done"}; {before} -> {after}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(tried, 200, 1000);
    }

    [Fact]
    public async Task Approve_OnceTheContentHasChanged_IsOfNobodyWhoHasNotSeenIt()
    {
        var entry = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var seen = await _shop.SubmittedAsync(_author, entry, 1, Changed("+33400000001"));
        var back =
            (await _shop.Approvals.ReturnAsync(_other, seen.Id, seen.Revision, "Vérifiez.", new Dictionary<string, string>(), default)).Request;
        var changed = (await _shop.Drafts.SaveAsync(
            _author,
            new DraftInput { EntryId = entry, RequestId = back.Id, BaseVersion = 1, Revision = back.Revision, Document = Changed("+33400000666") }, default)).Request;
        var sent =
            (await _shop.Submissions.SubmitAsync(_author, new SubmitInput { RequestId = changed.Id, Revision = changed.Revision }, default)).Request;

        foreach (var revision in new[] { seen.Revision, back.Revision, changed.Revision, sent.Revision + 1, 0, -1 })
        {
            Assert.Equal(
                ChangeOutcome.Outdated, (await _shop.Approvals.ApproveAsync(_shop.Bruno, seen.Id, revision, default)).Refusal!.Code);
        }

        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
        Assert.True((await _shop.Approvals.ApproveAsync(_shop.Bruno, seen.Id, sent.Revision, default)).IsDone);
        Assert.True((await _shop.Approvals.ApproveAsync(_shop.Bruno, seen.Id, sent.Revision, default)).IsRepeat);
        Assert.Equal(2, (await _shop.CurrentAsync(entry)).Version);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("disabled")]
    [InlineData("over")]
    public async Task EachStep_OnceTheRightIsLost_IsRefused(string how)
    {
        var entry = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var (author, approver, reviewer) = (await _shop.PersonAsync("Léa"), await _shop.PersonAsync("Noé"), await _shop.PersonAsync("Zoé"));
        var grants = new List<Guid>();
        foreach (var (account, right) in new[]
        {
            (author, AccessRight.Propose), (author, AccessRight.Modify), (author, AccessRight.PublishUrgently),
            (approver, AccessRight.Approve), (reviewer, AccessRight.Approve),
        })
        {
            grants.Add((await _shop.Grants.GrantAsync(null, new NewGrant
            {
                AccountId =
                    account, Right = right, Perimeter = Perimeter.OfDepartement("69"), ValidTo = how == "over"
                        ? _shop.Time.Now + Duration.FromHours(1)
                        : null,
            }, default)).Grant!.Id);
        }

        var draft = (await _shop.SaveAsync(author, entry, 1, Changed("+33400000001"))).Request;
        var other = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var sent = await _shop.SubmittedAsync(author, other, 1, Changed("+33400000002"));
        var third = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var urgent =
            (await _shop.Urgent.PublishAsync(author, _shop.UrgentOf(Duration.FromHours(8), new UrgentEntry(third, 1, Changed("+33400000003"))), default)).Request;
        foreach (var person in new[] { author, approver, reviewer })
        {
            if (how == "disabled")
            {
                await _shop.Accounts.SetDisabledAsync(person, true, default);
            }
        }

        foreach (var grant in how == "revoked" ? grants : [])
        {
            await _shop.Grants.RevokeAsync(null, grant, default);
        }

        _shop.Time.Advance(Duration.FromHours(1));
        ChangeOutcome[] outcomes =
        [
            await _shop.SaveAsync(author, entry, 1, Changed("+33400000004"), draft.Revision),
            await _shop.Submissions.SubmitAsync(author, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default),
            await _shop.Drafts.DraftRemovalAsync(author, entry, default),
            await _shop.Approvals.ApproveAsync(approver, sent.Id, sent.Revision, default),
            await _shop.Approvals.RejectAsync(approver, sent.Id, sent.Revision, "Non.", default),
            await _shop.Approvals.ReturnAsync(approver, sent.Id, sent.Revision, "Non.", new Dictionary<string, string>(), default),
            await _shop.Urgent.ExtendAsync(author, [urgent.Id], new DisruptionEnd(DisruptionEndKind.Unknown), default),
            await _shop.Reviews.ConfirmAsync(reviewer, [urgent.Id], default),
            await _shop.Reviews.RevertAsync(reviewer, [urgent.Id], "Non.", default),
            await _shop.Urgent.PublishAsync(
                author, _shop.UrgentOf(Duration.FromHours(8), new UrgentEntry(entry, 1, Changed("+33400000005"))), default),
        ];

        Assert.All(outcomes, outcome => Assert.Equal(Habilitation.GrantMissing, outcome.Refusal?.Code));
        // Who may do nothing sees nothing.
        Assert.Equal(ChangeOutcome.NotFound, (await _shop.Confirmations.ConfirmAsync(author, [(entry, 1)], default))?.Code ?? "");
    }

    private static Core.Administrations.AdministrationDocument Changed(string number) =>
        Workshop.WithPhone(A.Mairie() with { ExternalIds = [] }, number);

    // Each as its page calls it, with the revision that is there: only the state is wrong.
    private IEnumerable<(string What, Func<Task<ChangeOutcome>> Use)> UseCases(ChangeRequest request, Guid account)
    {
        var none = new Dictionary<string, string>();
        return
        [
            ("save", () => _shop.Drafts.SaveAsync(account, new DraftInput
            {
                EntryId =
                    request.EntryId, RequestId = request.Id, BaseVersion = request.BaseVersion, Revision = request.Revision, Document = Changed("+33400000009"),
            }, default)),
            ("submit", () => _shop.Submissions.SubmitAsync(
                account, new SubmitInput { RequestId = request.Id, Revision = request.Revision }, default)),
            ("withdraw", () => _shop.Submissions.WithdrawAsync(account, request.Id, default)),
            ("settle", () => _shop.Submissions.ResolveAsync(
                account, request.Id, request.Revision, new Dictionary<string, ConflictChoice> { ["channels"] = ConflictChoice.Proposed },
                default)),
            ("again", () => _shop.Drafts.DraftAgainAsync(account, request.Id, default)),
            ("approve", () => _shop.Approvals.ApproveAsync(account, request.Id, request.Revision, default)),
            ("return", () => _shop.Approvals.ReturnAsync(account, request.Id, request.Revision, "À revoir.", none, default)),
            ("reject", () => _shop.Approvals.RejectAsync(account, request.Id, request.Revision, "Non.", default)),
            ("confirm", () => _shop.Reviews.ConfirmAsync(account, [request.Id], default)),
            ("correct", () => _shop.Reviews.CorrectAsync(account, request.Id, default)),
            ("revert", () => _shop.Reviews.RevertAsync(account, [request.Id], "Non.", default)),
            ("extend", () => _shop.Urgent.ExtendAsync(account, [request.Id], new DisruptionEnd(DisruptionEndKind.Unknown), default)),
            ("end", () => _shop.Urgent.EndAsync(account, [request.Id], default)),
        ];
    }

    // All that a use case could leave.
    private Task<string?> TraceAsync(ChangeRequest request) => _shop.ScalarAsync(
        $"""
        select concat_ws(' ', state, revision, (select count(*) from change_request_events e where e.request_id = r.id),
            (select max(version) from entry_versions v where v.entry_id = r.entry_id),
            (select count(*) from change_requests o where o.entry_id = r.entry_id), (select count(*) from outbox_mails))
        from change_requests r where id = '{request.Id}'
        """);

    private async Task<ChangeRequest> MakeAsync(ChangeRequestState state)
    {
        var entry = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var none = new Dictionary<string, string>();
        if (state is ChangeRequestState.PublishedUrgently or ChangeRequestState.Confirmed or ChangeRequestState.Reverted)
        {
            var urgent = (await _shop.Urgent.PublishAsync(
                _author, _shop.UrgentOf(Duration.FromDays(9), new UrgentEntry(entry, 1, Changed("+33400000001"))), default)).Request;
            return state switch
            {
                ChangeRequestState.Confirmed => (await _shop.Reviews.ConfirmAsync(_other, [urgent.Id], default)).Request,
                ChangeRequestState.Reverted => (await _shop.Reviews.RevertAsync(_other, [urgent.Id], "Non.", default)).Request,
                _ => urgent,
            };
        }

        var draft = (await _shop.SaveAsync(_author, entry, 1, Changed("+33400000001"))).Request;
        if (state is ChangeRequestState.Draft)
        {
            return draft;
        }

        if (state is ChangeRequestState.Withdrawn)
        {
            return (await _shop.Submissions.WithdrawAsync(_author, draft.Id, default)).Request;
        }

        var sent = (await _shop.Submissions.SubmitAsync(
            _author,
            new SubmitInput
            {
                RequestId = draft.Id, Revision = draft.Revision,
                EffectiveAt = state is ChangeRequestState.Approved ? _shop.Time.Now + Duration.FromDays(400) : null,
                ExpiresAt = state is ChangeRequestState.Expired ? _shop.Time.Now + Duration.FromMinutes(1) : null,
            },
            default)).Request;
        switch (state)
        {
            case ChangeRequestState.Published or ChangeRequestState.Approved:
                return (await _shop.Approvals.ApproveAsync(_other, sent.Id, sent.Revision, default)).Request;
            case ChangeRequestState.Returned:
                return (await _shop.Approvals.ReturnAsync(_other, sent.Id, sent.Revision, "À revoir.", none, default)).Request;
            case ChangeRequestState.Rejected:
                return (await _shop.Approvals.RejectAsync(_other, sent.Id, sent.Revision, "Non.", default)).Request;
            case ChangeRequestState.Superseded:
                await _shop.PublishAsync(Changed("+33400000001"), entry, 1);
                return (await _shop.Approvals.ApproveAsync(_other, sent.Id, sent.Revision, default)).Request;
            case ChangeRequestState.Expired:
                _shop.Time.Advance(Duration.FromMinutes(1));
                await _shop.Clock.RunOnceAsync(default);
                return await _shop.FindAsync(sent.Id);
            default:
                return sent;
        }
    }
}
