using NodaTime;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>
/// Every change of rows that matter, as triggers of the test see it, has its line in the journal in the same transaction; and every version
/// says who, what, why, from what and to what. What a transaction that fails leaves, <see cref="AtomicityTests"/> looks at.
/// </summary>
public sealed class AuditTrailTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Watch =
        """
        create table watched (transaction bigint not null, relation text not null, what text not null, row_id text);
        create function watch() returns trigger language plpgsql security definer as $$
        begin
            insert into watched values (txid_current(), tg_table_name, tg_op, to_jsonb(new) ->> 'id');
            return null;
        end $$;
        create trigger tr_watch after insert or update on change_requests for each row execute function watch();
        create trigger tr_watch after insert or update on access_grants for each row execute function watch();
        create trigger tr_watch after insert on entry_versions for each row execute function watch();
        create trigger tr_watch after insert on change_request_events for each row execute function watch();
        create trigger tr_watch after insert on journal for each row execute function watch();
        create trigger tr_watch after insert on outbox_mails for each row execute function watch();
        """;

    [Fact]
    public async Task Changes_OfEveryKind_HaveTheirLineInTheSameTransaction()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var administrator = await shop.PersonAsync("Édith", AccessRight.Administer);
        var (one, two, three) =
            (await shop.PublishAsync(A.Mairie()), await shop.PublishAsync(A.Mairie("Annexe")), await shop.PublishAsync(
                A.Mairie("Antenne")));
        await shop.ScalarAsync(Watch);

        var approved = await shop.SubmittedAsync(shop.Alice, one, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        await shop.Approvals.ApproveAsync(shop.Bruno, approved.Id, approved.Revision, default);
        var rejected = await shop.SubmittedAsync(shop.Alice, two, 1, A.Mairie("Autre"));
        await shop.Approvals.RejectAsync(shop.Bruno, rejected.Id, rejected.Revision, "Non, sans source.", default);
        var returned = await shop.SubmittedAsync(shop.Alice, two, 1, A.Mairie("Autre"));
        await shop.Approvals.ReturnAsync(
            shop.Bruno, returned.Id, returned.Revision, "À préciser.", new Dictionary<string, string>(), default);
        await shop.Submissions.WithdrawAsync(shop.Alice, returned.Id, default);
        var urgent = await shop.UrgentAsync(three, 1, A.Mairie("Antenne") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
        await shop.Reviews.ConfirmAsync(shop.Bruno, [urgent.Id], default);
        shop.Time.Advance(Duration.FromHours(2));
        Assert.Equal(1, (await shop.Clock.RunOnceAsync(default)).Ended);
        Assert.Null(await shop.Confirmations.ConfirmAsync(shop.Alice, [(two, 1)], default));
        var grant = (await shop.Grants.GrantAsync(
            administrator, new NewGrant { AccountId = shop.Chloe, Right = AccessRight.Modify, Perimeter = Perimeter.OfDepartement("69") },
            default)).Grant!;
        Assert.Null(await shop.Grants.RevokeAsync(administrator, grant.Id, default));

        Assert.Equal("", await shop.ScalarAsync(
            """
            select coalesce(string_agg(distinct w.relation || ' ' || w.what, ', '), '')
            from watched w where w.relation not in ('journal', 'outbox_mails') and not exists (select from watched j where j.relation = 'journal' and j.transaction = w.transaction)
            """));
        Assert.Equal(
            "access_grants,change_request_events,change_requests,entry_versions,journal,outbox_mails",
            await shop.ScalarAsync("select string_agg(distinct relation, ',') from watched"));
        // The owner of a grant is told in the transaction that gives it, and in the one that takes it back.
        Assert.Equal("2", await shop.ScalarAsync(
            """
            select count(distinct g.transaction) from watched g join watched m on m.transaction = g.transaction and m.relation = 'outbox_mails'
            where g.relation = 'access_grants'
            """));
        // Who and what: each request that moved is named by a line, by its mover, with where it was and where it went.
        Assert.Equal("0", await shop.ScalarAsync(
            """
            select count(*) from change_request_events e where e.id in (select row_id::bigint from watched where relation = 'change_request_events')
                and not exists (select from journal j where j.object_id = e.request_id and j.account_id is not distinct from e.account_id
                    and j.action = 'change_request.' || e.move and j.detail ->> 'to' = e.to_state and j.detail ->> 'from' is not distinct from e.from_state
                    and abs(extract(epoch from j.at - e.at)) < 10)
            """));
        // Before and after, who and why: each version has the one before it, an author, and a request or an import that led to it.
        Assert.Equal("0", await shop.ScalarAsync(
            """
            select count(*) from entry_versions v where v.version > 1 and (v.author = ''
                or (v.change_request_id is null and v.path <> 'import' and v.reason is null and v.changed_at = v.published_at)
                or not exists (select from entry_versions b where b.entry_id = v.entry_id and b.version = v.version - 1))
            """));
        // Why: whoever refuses says so.
        Assert.Equal(
            "0",
            await shop.ScalarAsync(
                "select count(*) from change_request_events where move in ('reject', 'return') and coalesce(comment, '') = ''"));
    }
}
