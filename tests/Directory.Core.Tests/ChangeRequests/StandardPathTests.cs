using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class StandardPathTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Approve_ByAnother_PublishesAndTheLogSaysWhoAndWhy()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

        var outcome = await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);

        Assert.Equal((ChangeRequestState.Published, 2), (outcome.Request.State, outcome.Request.PublishedVersion));
        Assert.Equal("+33400000001", (await _shop.CurrentAsync(entry)).Document!.Channels[0].Value);
        Assert.Equal(
            $"standard|{_shop.Alice}|{_shop.Bruno}|Nouveau numéro.|{request.Id}|local",
            await _shop.ScalarAsync(
                $"select path || '|' || author || '|' || approver || '|' || reason || '|' || change_request_id || '|' || source from entry_versions where entry_id = '{entry}' and version = 2"));
        Assert.Contains("À valider : Mairie - Villeurbanne", await _shop.SubjectsAsync(_shop.Bruno));
        Assert.Equal(["Publiée : Mairie - Villeurbanne"], await _shop.SubjectsAsync(_shop.Alice));
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }

    [Fact]
    public async Task Publish_Always_MarksTheChangedBlocksAsOursAndNoOther()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        _shop.Time.Advance(Duration.FromDays(1));
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);

        var provenance = (await _shop.CurrentAsync(entry)).Document!.Provenance;

        Assert.Equal((Sources.Sample.Code, A.Morning), (provenance.Source, provenance.VerifiedAt!.Value));
        Assert.Equal(["channels"], provenance.Blocks.Keys);
        Assert.Equal(
            (Sources.Local.Code, _shop.Time.Now), (provenance.Blocks["channels"].Source, provenance.Blocks["channels"].VerifiedAt!.Value));
    }

    [Fact]
    public async Task Approve_ByItsAuthor_IsRefusedByTheDomainAndByTheDatabase()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Chloe, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

        var outcome = await _shop.Approvals.ApproveAsync(_shop.Chloe, request.Id, request.Revision, default);
        var update = await Assert.ThrowsAsync<PostgresException>(() => _shop.ScalarAsync(
            $"update change_requests set approver_id = author_id where id = '{request.Id}'"));
        var state = await Assert.ThrowsAsync<PostgresException>(() => _shop.ScalarAsync(
            $"update change_requests set state = 'published', published_at = now(), published_version = 2 where id = '{request.Id}'"));

        Assert.Equal(Habilitation.AuthorDecides, outcome.Refusal!.Code);
        Assert.Equal("ck_change_requests_two_people", update.ConstraintName);
        Assert.Equal("ck_change_requests_approved", state.ConstraintName);
        Assert.Equal(
            (1, ChangeRequestState.Submitted), ((await _shop.CurrentAsync(entry)).Version, (await _shop.FindAsync(request.Id)).State));
    }

    [Fact]
    public async Task Approve_ByTwoAtOnce_PublishesOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            var entry = await _shop.PublishAsync(A.Mairie());
            var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

            var outcomes = await Task.WhenAll(
                _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default),
                _shop.Approvals.ApproveAsync(_shop.Chloe, request.Id, request.Revision, default));

            Assert.Single(outcomes, outcome => outcome.IsDone);
            Assert.Equal(Habilitation.WrongState, outcomes.Single(outcome => !outcome.IsDone).Refusal!.Code);
            Assert.Equal(2, (await _shop.CurrentAsync(entry)).Version);
        }
    }

    [Fact]
    public async Task Approve_SentTwice_HasOneEffect()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default)));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        Assert.Single(outcomes, outcome => !outcome.IsRepeat);
        Assert.Equal(2, (await _shop.CurrentAsync(entry)).Version);
        Assert.Single(await _shop.SubjectsAsync(_shop.Alice));
    }

    [Fact]
    public async Task Submit_SentTwice_HasOneEffect()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var draft = (await _shop.SaveAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"))).Request;
        var input = new SubmitInput { RequestId = draft.Id, Revision = draft.Revision, Key = Guid.NewGuid() };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _shop.Submissions.SubmitAsync(_shop.Alice, input, default)));

        Assert.All(outcomes, outcome => Assert.Equal(draft.Id, outcome.Request.Id));
        Assert.Single(outcomes, outcome => !outcome.IsRepeat);
        Assert.Single(await _shop.SubjectsAsync(_shop.Bruno));
    }

    [Fact]
    public async Task Return_WithAComment_GivesItBackAndItCanBeSubmittedAgain()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

        var empty =
            await _shop.Approvals.ReturnAsync(_shop.Bruno, request.Id, request.Revision, " ", new Dictionary<string, string>(), default);
        var returned = (await _shop.Approvals.ReturnAsync(
            _shop.Bruno, request.Id, request.Revision, "Il manque un chiffre.",
            new Dictionary<string, string> { ["channels"] = "Vérifiez." }, default)).Request;
        var saved = (await _shop.Drafts.SaveAsync(
            _shop.Alice,
            new DraftInput
            {
                RequestId =
                    returned.Id, EntryId = entry, BaseVersion = 1, Revision = returned.Revision, Document = Workshop.WithPhone(
                        A.Mairie(), "+33400000002"),
            },
            default)).Request;
        var again =
            (await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = saved.Id, Revision = saved.Revision }, default)).Request;
        await _shop.Approvals.ApproveAsync(_shop.Bruno, again.Id, again.Revision, default);

        Assert.Equal("Expliquez ce qu'il faut corriger.", Assert.Single(empty.Errors).Message);
        Assert.Equal((ChangeRequestState.Returned, ChangeRequestState.Returned), (returned.State, saved.State));
        Assert.Equal("+33400000002", (await _shop.CurrentAsync(entry)).Document!.Channels[0].Value);
        var detail = await _shop.Lists.FindAsync(_shop.Alice, request.Id, default);
        Assert.Equal(["save", "submit", "return", "submit", "publish"], detail!.Events.Select(step => step.Move));
        Assert.Equal(("Il manque un chiffre.", "Vérifiez."), (detail.Events[2].Comment, detail.Events[2].BlockComments["channels"]));
    }

    [Fact]
    public async Task Reject_AndWithdraw_EndTheRequestAndPublishNothing()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var rejected = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        var withdrawn = await _shop.SubmittedAsync(_shop.Chloe, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000002"));

        var reject = await _shop.Approvals.RejectAsync(_shop.Bruno, rejected.Id, rejected.Revision, "Numéro inconnu.", default);
        var byAnother = await _shop.Submissions.WithdrawAsync(_shop.Alice, withdrawn.Id, default);
        var withdraw = await _shop.Submissions.WithdrawAsync(_shop.Chloe, withdrawn.Id, default);
        var late = await _shop.Approvals.ApproveAsync(_shop.Bruno, withdrawn.Id, withdraw.Request.Revision, default);

        Assert.Equal(ChangeRequestState.Rejected, reject.Request.State);
        Assert.Equal(Habilitation.NotTheAuthor, byAnother.Refusal!.Code);
        Assert.Equal(ChangeRequestState.Withdrawn, withdraw.Request.State);
        Assert.Equal("Cette demande est retirée par son auteur : il n'est plus possible de le faire.", late.Refusal!.Message);
        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task Approve_AfterAnotherBlockWasPublished_KeepsBoth()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        await _shop.PublishAsync(A.Mairie("Mairie centrale"), entry, 1);

        await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);

        var (version, document) = await _shop.CurrentAsync(entry);
        Assert.Equal((3, "Mairie centrale", "+33400000001"), (version, document!.Name, document.Channels[0].Value));
    }

    [Fact]
    public async Task Approve_AfterTheSameBlockWasPublished_ShowsBothValuesAndTheAuthorChooses()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        await _shop.PublishAsync(Workshop.WithPhone(A.Mairie(), "+33400000009"), entry, 1);

        var conflict = await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);
        var returned = (await _shop.Approvals.ReturnAsync(
            _shop.Bruno, request.Id, request.Revision, "Choisissez.", new Dictionary<string, string>(), default)).Request;
        var open =
            await _shop.Submissions.ResolveAsync(
                _shop.Alice, request.Id, returned.Revision, new Dictionary<string, ConflictChoice>(), default);
        var resolved = (await _shop.Submissions.ResolveAsync(
            _shop.Alice, request.Id, returned.Revision, new Dictionary<string, ConflictChoice> { ["channels"] = ConflictChoice.Proposed },
            default)).Request;
        var again =
            (await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = resolved.Id, Revision = resolved.Revision }, default)).Request;
        await _shop.Approvals.ApproveAsync(_shop.Bruno, again.Id, again.Revision, default);

        var block = Assert.Single(conflict.Conflicts);
        Assert.False(conflict.IsDone);
        Assert.Contains("+33400000009", block.Current, StringComparison.Ordinal);
        Assert.Contains("+33400000001", block.Proposed, StringComparison.Ordinal);
        Assert.Equal("channels", Assert.Single(open.Conflicts).Block);
        Assert.Equal("+33400000001", (await _shop.CurrentAsync(entry)).Document!.Channels[0].Value);
    }

    [Fact]
    public async Task Submit_OfSomethingInvalidOrNothingNew_IsRefused()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var invalid = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("") with { Name = "" })).Request;
        var errors = await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = invalid.Id, Revision = 1 }, default);
        var same = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie(), invalid.Revision)).Request;
        var nothing =
            await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = same.Id, Revision = same.Revision }, default);

        Assert.Equal("name", Assert.Single(errors.Errors).Path);
        Assert.Equal("NOTHING_NEW", nothing.Refusal!.Code);
    }

    [Fact]
    public async Task Create_Remove_BringBack_EachTakesASecondPerson()
    {
        var entry = Guid.CreateVersion7();
        var document = A.Mairie("Mairie - Annexe") with { Provenance = new Provenance { Source = Sources.Local.Code } };
        var create = await _shop.SubmittedAsync(_shop.Alice, entry, 0, document);
        await _shop.Approvals.ApproveAsync(_shop.Bruno, create.Id, create.Revision, default);

        var removal = await SubmitDraftAsync(await _shop.Drafts.DraftRemovalAsync(_shop.Alice, entry, default));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, removal.Id, removal.Revision, default);
        var removed = await _shop.CurrentAsync(entry);

        var comeback = await SubmitDraftAsync(await _shop.Drafts.DraftReturnAsync(_shop.Alice, entry, default));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, comeback.Id, comeback.Revision, default);

        Assert.Equal((2, null), (removed.Version, removed.Document));
        Assert.Equal("Mairie - Annexe", (await _shop.CurrentAsync(entry)).Document!.Name);
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }

    [Fact]
    public async Task Approve_ARemovalOfWhatHasChangedSince_IsInConflict()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var removal = await SubmitDraftAsync(await _shop.Drafts.DraftRemovalAsync(_shop.Alice, entry, default));
        await _shop.PublishAsync(A.Mairie("Mairie centrale"), entry, 1);

        var outcome = await _shop.Approvals.ApproveAsync(_shop.Bruno, removal.Id, removal.Revision, default);

        Assert.Equal("name", Assert.Single(outcome.Conflicts).Block);
        Assert.NotNull((await _shop.CurrentAsync(entry)).Document);
    }

    [Fact]
    public async Task Approve_AfterTheEntryWasRemoved_IsSuperseded()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Chloe, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        var removal = await SubmitDraftAsync(await _shop.Drafts.DraftRemovalAsync(_shop.Alice, entry, default));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, removal.Id, removal.Revision, default);

        var outcome = await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);

        Assert.Equal(ChangeRequestState.Superseded, outcome.Request.State);
        Assert.Null((await _shop.CurrentAsync(entry)).Document);
    }

    [Fact]
    public async Task DraftVersion_OfAnEarlierOne_PutsItsContentBackOnceApproved()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.PublishAsync(A.Mairie("Mairie centrale"), entry, 1);

        var request = await SubmitDraftAsync(await _shop.Drafts.DraftVersionAsync(_shop.Alice, entry, 1, default));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);

        var (version, document) = await _shop.CurrentAsync(entry);
        Assert.Equal((3, "Mairie - Villeurbanne"), (version, document!.Name));
        Assert.Equal("Rétablir la version 1.", request.Message);
    }

    [Fact]
    public async Task Duplicate_OfAnEntry_IsADraftOfANewOneWithoutItsIdentifiers()
    {
        var entry = await _shop.PublishAsync(A.Mairie());

        var draft = (await _shop.Drafts.DuplicateAsync(_shop.Alice, entry, default)).Request;

        var document = (AdministrationDocument)draft.ReadDocument()!;
        Assert.Equal((ChangeOperation.Create, "Copie de Mairie - Villeurbanne"), (draft.Operation, document.Name));
        Assert.Empty(document.ExternalIds);
        Assert.NotEqual(entry, draft.EntryId);
    }

    [Fact]
    public async Task Confirm_OfEntriesAsTheyAre_MovesTheDateOfCheckingOnly()
    {
        var (one, other) = (await _shop.PublishAsync(A.Mairie()), await _shop.PublishAsync(A.Mairie("Mairie annexe")));
        _shop.Time.Advance(Duration.FromDays(90));

        var stale = await _shop.Confirmations.ConfirmAsync(_shop.Alice, [(one, 1), (other, 7)], default);
        var refused = await _shop.Confirmations.ConfirmAsync(_shop.Bruno, [(one, 1)], default);
        var done = await _shop.Confirmations.ConfirmAsync(_shop.Alice, [(one, 1), (other, 1)], default);

        Assert.Equal(ChangeOutcome.Outdated, stale!.Code);
        Assert.Equal(Habilitation.GrantMissing, refused!.Code);
        Assert.Null(done);
        Assert.Equal(_shop.Time.Now, (await _shop.CurrentAsync(one)).Document!.Provenance.VerifiedAt);
        Assert.Equal(
            "t", await _shop.ScalarAsync($"select changed_at < published_at from entries where id = '{one}'") is "True" ? "t" : "f");
    }

    private async Task<ChangeRequest> SubmitDraftAsync(ChangeOutcome draft) =>
        (await _shop.Submissions.SubmitAsync(
            draft.Request.AuthorId, new SubmitInput { RequestId = draft.Request.Id, Revision = draft.Request.Revision }, default)).Request;
}
