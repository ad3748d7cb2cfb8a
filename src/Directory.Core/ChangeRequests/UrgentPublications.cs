using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>One entry of an urgent action.</summary>
/// <param name="EntryId">The entry, which must be published.</param>
/// <param name="BaseVersion">The version that the form was made from.</param>
/// <param name="Document">What it should say: it differs only by what is on <see cref="UrgentList"/>.</param>
public sealed record UrgentEntry(Guid EntryId, int BaseVersion, EntryDocument Document);

/// <summary>What is published urgently.</summary>
public sealed record UrgentInput
{
    /// <summary>One or many entries: all are published, or none.</summary>
    public required IReadOnlyList<UrgentEntry> Entries { get; init; }

    /// <summary>Why it cannot wait, for the approvers: 1 to 4,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Then the previous content returns.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>The form's own key: the same form sent twice publishes once.</summary>
    public Guid? Key { get; init; }
}

/// <summary>Publishing at once, before a second person has seen it; and the author's ways to make it longer or shorter.</summary>
public sealed class UrgentPublications(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>Publishes; visible to readers as soon as this returns. Approvers are told by mail.</summary>
    public async Task<ChangeOutcome> PublishAsync(Guid account, UrgentInput input, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        if (await work.FindRepeatAsync(account, input.Key, cancellationToken) is { } repeat)
        {
            return repeat;
        }

        if (Check(input, work.Now) is { Count: > 0 } errors)
        {
            return ChangeOutcome.Invalid(errors);
        }

        var (requests, entries) = (new List<ChangeRequest>(), new List<EntryFacts>());
        var actionId = Guid.CreateVersion7();
        foreach (var entry in input.Entries)
        {
            var (request, facts, refused) = await PublishOneAsync(work, account, actionId, entry, input, cancellationToken);
            if (refused is not null)
            {
                return refused; // leaving the transaction takes all of it back
            }

            requests.Add(request!);
            entries.Add(facts!);
        }

        await work.RememberAsync(account, input.Key, requests, cancellationToken);
        // One mail tells of the whole action; those who approve only some of the entries learn of theirs.
        for (var i = 0; i < requests.Count && i < (requests.Count > 5 ? 1 : 5); i++)
        {
            await ChangeRequestMails.PublishedUrgentlyAsync(
                work, requests[i], entries[i], requests.Count > 5 ? requests.Count - 1 : 0, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(requests);
    }

    /// <summary>Moves the end; a second person has to see it again.</summary>
    public async Task<ChangeOutcome> ExtendAsync(Guid account, Guid requestId, Instant endsAt, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (request, _, refused) = await OpenAsync(work, account, requestId, EntryAction.EndUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        if (CheckEnd(endsAt, work.Now) is { } error)
        {
            return ChangeOutcome.Invalid(error);
        }

        var extended = await work.MoveAsync(
            request,
            request! with
            {
                EndsAt = endsAt,
                ReviewDueAt = work.Now + Duration.FromTimeSpan(options.ReviewWithin),
                ReviewerId = null,
                ReviewedAt = null,
                EscalatedAt = null,
                RemindedAt = null,
            },
            ChangeRequestMove.Extend, account, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(extended);
    }

    /// <summary>Ends it now: the previous content returns.</summary>
    public async Task<ChangeOutcome> EndAsync(Guid account, Guid requestId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (request, entry, refused) = await OpenAsync(work, account, requestId, EntryAction.EndUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var ended = await Endings.EndAsync(work, request!, entry!, account, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(ended);
    }

    internal static async Task<(ChangeRequest? Request, EntryFacts? Entry, ChangeOutcome? Refused)> OpenAsync(
        ChangeWork work, Guid account, Guid requestId, EntryAction action, CancellationToken cancellationToken)
    {
        if (await work.LockAsync(requestId, cancellationToken) is not { } request)
        {
            return (null, null, ChangeOutcome.Missing("Cette demande n'existe pas."));
        }

        var entry = await work.ReadFactsAsync(request, cancellationToken);
        return await work.RefuseAsync(account, action, entry, request, request.Blocks, cancellationToken) is { } refusal
            ? (null, null, ChangeOutcome.Refused(refusal))
            : (request, entry, null);
    }

    private async Task<(ChangeRequest? Request, EntryFacts? Entry, ChangeOutcome? Refused)> PublishOneAsync(
        ChangeWork work, Guid account, Guid actionId, UrgentEntry entry, UrgentInput input, CancellationToken cancellationToken)
    {
        var basis = await EntryReader.ReadVersionAsync(work.Connection, entry.EntryId, entry.BaseVersion, cancellationToken);
        if (basis?.Document is not { } before || await GrantStore.ReadFactsAsync(work.Connection, entry.EntryId, cancellationToken) is not { } facts)
        {
            return (null, null, ChangeOutcome.Missing("Cette fiche n'est pas publiée."));
        }

        var proposed = DocumentJson.Write(entry.Document);
        var request = new ChangeRequest
        {
            Id = Guid.CreateVersion7(),
            ActionId = actionId,
            EntryId = entry.EntryId,
            Kind = basis.Kind,
            Operation = ChangeOperation.Change,
            IsUrgent = true,
            State = ChangeRequestState.PublishedUrgently,
            BaseVersion = entry.BaseVersion,
            Proposed = proposed,
            Blocks = DocumentMerge.Differences(before, proposed),
            AuthorId = account,
            Reason = input.Reason.Trim(),
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
            EndsAt = input.EndsAt,
            ReviewDueAt = work.Now + Duration.FromTimeSpan(options.ReviewWithin),
            PublishedAt = work.Now,
        };
        if (await work.RefuseAsync(account, EntryAction.PublishUrgently, facts, null, request.Blocks, cancellationToken) is { } refusal)
        {
            return (null, null, ChangeOutcome.Refused(refusal));
        }

        if (basis.Kind is not EntryKind.Administration || entry.Document.Kind != basis.Kind || UrgentList.FindForbidden(before, proposed) is { Count: > 0 })
        {
            var blocks = string.Join(", ", UrgentList.FindForbidden(before, proposed).Select(BlockNames.Of));
            return (null, null, ChangeOutcome.Refused(
                "NOT_URGENT",
                $"En urgence, on ne publie que des messages au public, des horaires exceptionnels, des numéros de téléphone, des courriels et des liens de services en ligne. À envoyer pour validation : {blocks}."));
        }

        if (DocumentValidation.Validate(entry.Document) is { Count: > 0 } errors)
        {
            return (null, null, ChangeOutcome.Invalid(errors));
        }

        var published = await RequestPublishing.PublishAsync(work, request, null, cancellationToken);
        if (published.Version is null)
        {
            return (null, null, published.IsPointless
                ? ChangeOutcome.Refused("NOTHING_NEW", $"La fiche « {facts.Name} » dit déjà la même chose.")
                : new ChangeOutcome { Conflicts = published.Conflicts, Errors = published.Errors });
        }

        var kept = await work.MoveAsync(
            null, request with { PublishedVersion = published.Version }, ChangeRequestMove.PublishUrgently, account, cancellationToken, request.Reason);
        return (kept, facts, null);
    }

    private List<FieldError> Check(UrgentInput input, Instant now)
    {
        var errors = new List<FieldError>();
        if (Texts.Check("reason", input.Reason, "Indiquez pourquoi cette publication ne peut pas attendre.") is { } reason)
        {
            errors.Add(reason);
        }

        if (CheckEnd(input.EndsAt, now) is { } end)
        {
            errors.Add(end);
        }

        if (input.Entries.Count == 0 || input.Entries.Count > options.MaxUrgentEntries)
        {
            errors.Add(new("entries", "COUNT", $"Choisissez de 1 à {options.MaxUrgentEntries} fiches."));
        }
        else if (input.Entries.DistinctBy(entry => entry.EntryId).Count() != input.Entries.Count)
        {
            errors.Add(new("entries", "DUPLICATE", "Une fiche est choisie deux fois."));
        }

        return errors;
    }

    private FieldError? CheckEnd(Instant endsAt, Instant now) =>
        endsAt <= now ? new FieldError("endsAt", "PAST", "Choisissez une fin à venir.")
        : endsAt > now + Duration.FromTimeSpan(options.MaxUrgentDuration)
            ? new FieldError("endsAt", "TOO_FAR", "Une publication urgente dure peu : au-delà, envoyez la modification pour validation.")
        : null;
}
