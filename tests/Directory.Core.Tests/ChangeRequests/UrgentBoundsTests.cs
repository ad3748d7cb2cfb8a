using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>How long something urgent may last without a second person, by the ways that there are to make it longer.</summary>
public sealed class UrgentBoundsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Extend_TwiceWithoutReview_IsRefused_AndOnceReviewedIsNot()
    {
        var (request, _) = await ClosedAsync(days: 1);

        var first = await ExtendAsync(request, 2);
        var second = await ExtendAsync(request, 3);
        var sooner = await ExtendAsync(request, 1);
        var again = await ExtendAsync(request, 2);
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [request.Id], default);
        var reviewed = await ExtendAsync(request, 3);
        var twice = await ExtendAsync(request, 4);

        Assert.True(first.IsDone);
        Assert.Equal("NOT_REVIEWED", second.Refusal?.Code);
        Assert.Contains("une seconde personne doit d'abord la relire", second.Refusal!.Message, StringComparison.Ordinal);
        Assert.True(sooner.IsDone); // shorter is never refused
        Assert.Equal("NOT_REVIEWED", again.Refusal?.Code); // nor does shorter give a move back
        Assert.True(reviewed.IsDone);
        Assert.Equal("NOT_REVIEWED", twice.Refusal?.Code);
    }

    [Fact]
    public async Task Extend_BeyondThirtyOneDaysFromTheFirstPublication_IsRefused_ReviewedOrNot()
    {
        var (request, _) = await ClosedAsync(days: 20);
        _shop.Time.Advance(Duration.FromDays(19));
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [request.Id], default);

        var beyond = await ExtendAsync(request, 13);
        var within = await ExtendAsync(request, 11);

        Assert.Equal("TOO_FAR", Assert.Single(beyond.Errors).Code);
        Assert.Contains("31 jours depuis la première", beyond.Errors[0].Message, StringComparison.Ordinal);
        Assert.True(within.IsDone);
        Assert.True(within.Request.EndsAt <= request.PublishedAt + Duration.FromDays(31));
    }

    [Fact]
    public async Task EndingAndBeginningAnew_CountsAsAMove_WhoeverDoesItAndWhateverItSays()
    {
        var (request, entry) = await ClosedAsync(days: 1);
        await _shop.Urgent.EndAsync(_shop.Denis, [request.Id], default);
        var other = await _shop.PersonAsync("Émile", Core.Habilitations.AccessRight.PublishUrgently);

        var anew = await CloseAsync(entry, 2, "Toujours en panne.", other);
        await _shop.Urgent.EndAsync(other, [anew.Request.Id], default);
        var third = await CloseAsync(entry, 3, "Panne encore.", _shop.Denis);
        var shorter = await CloseAsync(entry, 1, "Panne, fin ce soir.", _shop.Denis);

        Assert.True(anew.IsDone);
        Assert.Equal((1, request.UrgentSince), (anew.Request.EndMoves, anew.Request.UrgentSince));
        Assert.Equal("NOT_REVIEWED", third.Refusal?.Code);
        Assert.True(shorter.IsDone);
    }

    [Fact]
    public async Task BeginningAnew_OverAndOver_EndsWithTheFirstMonth_UntilAWeekOrAReviewIsBetween()
    {
        var (request, entry) = await ClosedAsync(days: 15);
        await PassAsync(Duration.FromDays(15)); // it came to its own end

        var beyond = await CloseAsync(entry, 17, "Fermé encore.", _shop.Denis);
        var within = await CloseAsync(entry, 15, "Fermé encore.", _shop.Denis);
        await PassAsync(Duration.FromDays(16));
        var month = await CloseAsync(entry, 1, "Fermé toujours.", _shop.Denis);
        await PassAsync(Duration.FromDays(7));
        var later = await CloseAsync(entry, 20, "Fermé de nouveau.", _shop.Denis);
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [later.Request.Id], default);
        await PassAsync(Duration.FromDays(20));
        var reviewed = await CloseAsync(entry, 20, "Fermé, relu.", _shop.Denis);

        Assert.Equal("TOO_FAR", Assert.Single(beyond.Errors).Code);
        Assert.True(within.IsDone);
        Assert.Equal(0, within.Request.EndMoves);
        Assert.Equal("TOO_FAR", Assert.Single(month.Errors).Code);
        Assert.True(later.IsDone);
        Assert.Equal(later.Request.PublishedAt, later.Request.UrgentSince);
        Assert.True(reviewed.IsDone);
        Assert.Equal(reviewed.Request.PublishedAt, reviewed.Request.UrgentSince);
        Assert.True(request.UrgentSince < later.Request.UrgentSince);
    }

    [Fact]
    public async Task MovesOfTheEnd_AtTheSameMoment_SeeEachOther()
    {
        // Two that carry on the same one, and say the same where both say something: they are not in each other's way.
        var (one, other) = (await BothAsync(), await BothAsync());
        var (version, document) = await _shop.CurrentAsync(one);
        Task<ChangeOutcome> AnewAsync(AdministrationDocument again) =>
            _shop.Urgent.PublishAsync(_shop.Denis, _shop.UrgentOf(Duration.FromDays(2), new UrgentEntry(one, version, again)), default);
        var outcomes = await AtOnceAsync(
            () => AnewAsync(Workshop.WithPhone(document!, "+33400000009")),
            () => AnewAsync(Workshop.WithPhone(document!, "+33400000009") with { Notices = [Workshop.Closed("Toujours fermé")] }));
        Assert.Equal("NOT_REVIEWED", Assert.Single(outcomes, outcome => !outcome.IsDone).Refusal?.Code);

        // One that is made longer while another carries it on.
        var running = await _shop.ScalarAsync($"select id from change_requests where entry_id = '{other}'");
        var (now, shown) = await _shop.CurrentAsync(other);
        outcomes = await AtOnceAsync(
            () => _shop.Urgent.ExtendAsync(
                _shop.Denis, [Guid.Parse(running!)], new DisruptionEnd(DisruptionEndKind.OnDay, _shop.Time.Now.InUtc().Date.PlusDays(3)),
                default),
            () => _shop.Urgent.PublishAsync(
                _shop.Denis,
                _shop.UrgentOf(Duration.FromDays(6), new UrgentEntry(other, now, shown! with { Notices = [Workshop.Closed("Encore fermé")] })), default));
        Assert.Equal("NOT_REVIEWED", Assert.Single(outcomes, outcome => !outcome.IsDone).Refusal?.Code);
    }

    private async Task<Guid> BothAsync()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(
            entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000008") with { Notices = [Workshop.Closed()] }, Duration.FromDays(1));
        return entry;
    }

    // Both have begun, and wait for the publishing lock, before either goes on.
    private async Task<ChangeOutcome[]> AtOnceAsync(params Func<Task<ChangeOutcome>>[] actions)
    {
        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Publisher.BeginAsync(
            connection,
            new PublicationContext { Path = PublicationPath.Import, Author = "importer", Source = Sources.Sample.Code, At = _shop.Time.Now }, default);
        var running = actions.Select(action => Task.Run(action)).ToList();
        await Eventually.HoldsAsync(async () => await _shop.ScalarAsync(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())")
            == $"{actions.Length}");
        await transaction.RollbackAsync();
        return await Task.WhenAll(running);
    }

    [Theory]
    [InlineData(
        "update change_requests set ends_at = urgent_since + interval '32 days', end_moves = 1 where id = $1",
        "ck_change_requests_urgent_since")]
    [InlineData("update change_requests set ends_at = ends_at + interval '1 day' where id = $1", "tr_change_requests_urgent_bounds")] // not counted
    [InlineData(
        "update change_requests set urgent_since = urgent_since + interval '1 day' where id = $1", "tr_change_requests_urgent_bounds")]
    [InlineData("update change_requests set end_moves = 2 where id = $1", "ck_change_requests_end_moves")]
    [InlineData("update change_requests set urgent_since = null where id = $1", null)]
    public async Task Database_HoldsTheBoundsToo(string sql, string? constraint)
    {
        var (request, _) = await ClosedAsync(days: 1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql, request.Id));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        Assert.Equal(constraint ?? refused.ConstraintName, refused.ConstraintName);
    }

    [Fact]
    public async Task Database_OfAMoveAfterAMove_RefusesIt_AndACountThatGoesBack()
    {
        var (request, entry) = await ClosedAsync(days: 1);
        await ExtendAsync(request, 2);

        var second = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(
            "update change_requests set ends_at = ends_at + interval '1 hour', end_moves = 1 where id = $1", request.Id));
        var forgotten =
            await Assert.ThrowsAsync<PostgresException>(
                () => ExecuteAsync("update change_requests set end_moves = 0 where id = $1", request.Id));
        // A row of its own, as one that forgets what it carries on would write it.
        var anew = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(
            """
            insert into change_requests select (jsonb_populate_record(r, jsonb_build_object(
                'id', gen_random_uuid(), 'published_at', r.published_at + interval '1 hour', 'urgent_since', r.urgent_since + interval '1 hour'))).*
            from change_requests r where r.id = $1
            """,
            request.Id));

        Assert.All(new[] { second, forgotten, anew }, refused => Assert.Equal("tr_change_requests_urgent_bounds", refused.ConstraintName));
        Assert.Equal(entry, request.EntryId);
    }

    private async Task ExecuteAsync(string sql, Guid id)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(ChangeRequest Request, Guid Entry)> ClosedAsync(int days)
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        return ((await CloseAsync(entry, days, "Panne électrique.", _shop.Denis)).Request, entry);
    }

    private async Task<ChangeOutcome> CloseAsync(Guid entry, int days, string message, Guid author)
    {
        var (version, document) = await _shop.CurrentAsync(entry);
        var disruption = new Disruption
        {
            Kind = DisruptionKind.ClosedNow,
            Message = message,
            From = _shop.Time.Now.InZone(Disruption.ZoneOf(document!)).Date,
            EndsAt = _shop.Time.Now + Duration.FromDays(days),
        };
        return await _shop.Urgent.PublishAsync(
            author, new UrgentInput { Entries = [UrgentEntry.Of(entry, version, document!, disruption)], Reason = "Panne." }, default);
    }

    // Until the evening of the day that is so many days from now.
    private Task<ChangeOutcome> ExtendAsync(ChangeRequest request, int days) => _shop.Urgent.ExtendAsync(
        _shop.Denis, [request.Id],
        new DisruptionEnd(DisruptionEndKind.OnDay, _shop.Time.Now.InUtc().Date.PlusDays(days)), default);

    private async Task PassAsync(Duration time)
    {
        _shop.Time.Advance(time);
        await _shop.Clock.RunOnceAsync(default);
    }
}
