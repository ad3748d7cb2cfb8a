using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>How a draft is submitted.</summary>
public sealed record SubmitInput
{
    /// <summary>The draft.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The revision that the page showed.</summary>
    public required int Revision { get; init; }

    /// <summary>A word to the approvers, at most 4,000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Publish no sooner than; null for upon approval.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>Undecided by then, the request lapses; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Then the previous content returns; null for never.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>The form's own key: the same form sent twice submits once.</summary>
    public Guid? Key { get; init; }
}

/// <summary>Which side of a conflict the author chose.</summary>
public enum ConflictChoice
{
    /// <summary>What the author typed.</summary>
    Proposed,

    /// <summary>What is published by now.</summary>
    Current,
}

/// <summary>From draft to queue and back, by the author.</summary>
public sealed class Submissions(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>What is published says the same already.</summary>
    public const string NothingNew = "NOTHING_NEW";

    /// <summary>Something was typed that is no document yet: sending the rest would lose it.</summary>
    public const string OpenMistakes = "OPEN_MISTAKES";

    /// <summary>
    /// Asks for approval. The document must be valid, say something new, and be in conflict with nothing published since.
    /// </summary>
    public async Task<ChangeOutcome> SubmitAsync(Guid account, SubmitInput input, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        if (await work.FindRepeatAsync(account, input.Key, cancellationToken) is { } repeat)
        {
            return repeat;
        }

        if (await work.LockAsync(input.RequestId, cancellationToken) is not { } draft)
        {
            return ChangeOutcome.Missing("Cette demande n'existe pas.");
        }

        var touched = await work.ReadTouchedAsync(draft, cancellationToken);
        if (await work.RefuseAsync(account, Drafts.Action(draft.Operation), touched, draft, cancellationToken) is { } refusal)
        {
            return ChangeOutcome.Refused(refusal);
        }

        if (draft.Revision != input.Revision)
        {
            return ChangeOutcome.Refused(ChangeOutcome.Outdated, "Ce brouillon a changé dans une autre fenêtre.") with { Current = draft };
        }

        if (draft.FormValues is not null)
        {
            return ChangeOutcome.Refused(OpenMistakes, "Une rubrique contient une saisie à compléter : corrigez-la avant d'envoyer.");
        }

        if (CheckDates(input, work.Now) is { Count: > 0 } errors)
        {
            return ChangeOutcome.Invalid(errors);
        }

        if (Drafts.Validate(draft) is { Count: > 0 } mistakes)
        {
            return ChangeOutcome.Invalid(mistakes);
        }

        var preview = await RequestPublishing.PreviewAsync(work, draft, cancellationToken);
        if (preview.IsPointless)
        {
            return ChangeOutcome.Refused(NothingNew, "Cette demande ne change rien à ce qui est publié.");
        }

        if (preview.Conflicts.Count > 0)
        {
            return ChangeOutcome.InConflict(preview.Conflicts);
        }

        // One request an author and block: what was sent before is in what is sent now.
        if (draft is { State: ChangeRequestState.Draft, Operation: ChangeOperation.Change })
        {
            foreach (var contained in await ChangeRequestStore.FindContainedAsync(work.Connection, draft, cancellationToken))
            {
                await work.MoveAsync(
                    contained, contained, ChangeRequestMove.Supersede, account, cancellationToken,
                    "Jointe à une demande plus récente du même auteur.");
            }
        }

        var submitted = await work.MoveAsync(
            draft,
            draft with
            {
                Message = string.IsNullOrWhiteSpace(input.Message) ? draft.Message : input.Message.Trim(),
                EffectiveAt = input.EffectiveAt,
                ExpiresAt = input.ExpiresAt,
                EndsAt = input.EndsAt,
                SubmittedAt = work.Now,
                ApproverId = null,
                DecidedAt = null,
            },
            ChangeRequestMove.Submit, account, cancellationToken, input.Message);
        await work.RememberAsync(account, input.Key, [submitted], cancellationToken);
        await ChangeRequestMails.SubmittedAsync(work, submitted, touched, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(submitted);
    }

    /// <summary>Takes a request back before it is published; what was written stays in it, to be read.</summary>
    public async Task<ChangeOutcome> WithdrawAsync(Guid account, Guid requestId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        if (await work.LockAsync(requestId, cancellationToken) is not { } request)
        {
            return ChangeOutcome.Missing("Cette demande n'existe pas.");
        }

        var touched = await work.ReadTouchedPartAsync(request, cancellationToken);
        if (await work.RefuseAsync(account, EntryAction.Withdraw, touched, request, cancellationToken) is { } refusal)
        {
            return ChangeOutcome.Refused(refusal);
        }

        var withdrawn = await work.MoveAsync(request, request, ChangeRequestMove.Withdraw, account, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(withdrawn);
    }

    /// <summary>Brings a draft up to what is published now, with the author's choice for each block in conflict.</summary>
    /// <param name="account">The author.</param>
    /// <param name="requestId">The draft.</param>
    /// <param name="revision">The revision that the page showed.</param>
    /// <param name="choices">
    /// By block; a conflict without a choice is an answer with the conflicts. A removal takes all of them proposed.
    /// </param>
    /// <param name="cancellationToken">Gives up; the draft stays as it was.</param>
    public async Task<ChangeOutcome> ResolveAsync(
        Guid account, Guid requestId, int revision, IReadOnlyDictionary<string, ConflictChoice> choices,
        CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        if (await work.LockAsync(requestId, cancellationToken) is not { } draft)
        {
            return ChangeOutcome.Missing("Cette demande n'existe pas.");
        }

        var touched = await work.ReadTouchedPartAsync(draft, cancellationToken);
        if (await work.RefuseAsync(account, Drafts.Action(draft.Operation), touched, draft, cancellationToken) is { } refusal)
        {
            return ChangeOutcome.Refused(refusal);
        }

        if (draft.Revision != revision)
        {
            return ChangeOutcome.Refused(ChangeOutcome.Outdated, "Ce brouillon a changé dans une autre fenêtre.") with { Current = draft };
        }

        var current = await EntryReader.ReadCurrentAsync(work.Connection, draft.EntryId, cancellationToken);
        var basis = await EntryReader.ReadVersionAsync(work.Connection, draft.EntryId, draft.BaseVersion, cancellationToken);
        if (current?.Document is null)
        {
            return ChangeOutcome.Refused("ENTRY_REMOVED", "Cette fiche a été retirée depuis.");
        }

        var merged =
            draft.Proposed is { } proposed ? DocumentMerge.Merge(draft.EntryId, basis?.Document, current.Document, proposed) : null;
        var conflicts = merged?.Conflicts ?? DocumentMerge.Unseen(draft.EntryId, basis?.Document, current.Document);
        var open = conflicts.Where(conflict => !choices.ContainsKey(conflict.Block)).ToList();
        if (open.Count > 0)
        {
            return ChangeOutcome.InConflict(open);
        }

        // A removal takes all or nothing: whoever keeps what others have published keeps the entry.
        if (merged is null && conflicts.Any(conflict => choices[conflict.Block] is ConflictChoice.Current))
        {
            return ChangeOutcome.Refused("ENTRY_KEPT", "Pour garder la fiche, abandonnez votre demande de retrait.");
        }

        var document =
            merged is null ? null : Settle(merged, draft.Proposed!, choices, LocalProvenance.Stamp(current.Document, [], work.Now));
        var resolved = await work.MoveAsync(
            draft,
            draft with
            {
                Proposed = document,
                BaseVersion = current.Version,
                Blocks = DocumentMerge.Differences(current.Document, document),
            },
            ChangeRequestMove.Save, account, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(resolved);
    }

    private static byte[] Settle(
        MergedDocument merged, byte[] proposed, IReadOnlyDictionary<string, ConflictChoice> choices, byte[] provenance)
    {
        var mine = DocumentMerge.BlocksOf(proposed);
        foreach (var conflict in merged.Conflicts.Where(conflict => choices[conflict.Block] is ConflictChoice.Proposed))
        {
            DocumentMerge.Put(merged.Blocks, conflict.Block, mine.GetValueOrDefault(conflict.Block));
        }

        merged.Blocks[DocumentBlocks.SchemaVersion] = "1"u8.ToArray();
        merged.Blocks[DocumentBlocks.Provenance] = provenance;
        return CanonicalJson.Compose(merged.Blocks);
    }

    private static List<FieldError> CheckDates(SubmitInput input, Instant now)
    {
        var errors = new List<FieldError>();
        if (input.Message?.Length > Drafts.MaxTextLength)
        {
            errors.Add(new("message", "TOO_LONG", $"Saisissez au plus {Drafts.MaxTextLength} caractères."));
        }

        if (input.EffectiveAt <= now)
        {
            errors.Add(new("effectiveAt", "PAST", "Choisissez une date de publication à venir, ou « Dès la validation »."));
        }

        if (input.ExpiresAt <= (input.EffectiveAt ?? now))
        {
            errors.Add(new("expiresAt", "PAST", "La demande ne peut pas être périmée avant sa publication."));
        }

        if (input.EndsAt <= (input.EffectiveAt ?? now))
        {
            errors.Add(new("endsAt", "PAST", "La fin doit suivre la publication."));
        }

        return errors;
    }
}
