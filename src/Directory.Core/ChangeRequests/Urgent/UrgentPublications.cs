using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>One entry of an urgent action.</summary>
/// <param name="EntryId">The entry, which must be published.</param>
/// <param name="BaseVersion">The version that the document was made from.</param>
/// <param name="Document">What it should say: it differs only by what is on <see cref="UrgentList"/>.</param>
public sealed record UrgentEntry(Guid EntryId, int BaseVersion, EntryDocument Document)
{
    /// <summary>What the document was made with; null where contacts were put right.</summary>
    public Disruption? Disruption { get; init; }

    /// <summary>The entry with a disruption, all else as it is now.</summary>
    public static UrgentEntry Of(Guid entryId, int version, AdministrationDocument document, Disruption disruption) =>
        new(entryId, version, disruption.ApplyTo(document)) { Disruption = disruption };
}

/// <summary>What is published urgently.</summary>
public sealed record UrgentInput
{
    /// <summary>One or many entries: all are published, or none.</summary>
    public required IReadOnlyList<UrgentEntry> Entries { get; init; }

    /// <summary>Why it cannot wait, for the approvers: 1 to 4,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Then the previous content returns; of an entry with a disruption, that one's end holds instead.</summary>
    public Instant? EndsAt { get; init; }

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

        var (requests, entries) = (new List<ChangeRequest>(), new List<Touched>());
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
        await ChangeRequestMails.PublishedUrgentlyAsync(work, [.. requests.Zip(entries)], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(requests);
    }

    /// <summary>
    /// Moves the end of all of these, or of none; a second person has to see it again. What tells the end to usagers is published anew with
    /// it, as a version without the publication and one with it: the next end finds what was there before.
    /// </summary>
    public async Task<ChangeOutcome> ExtendAsync(
        Guid account, IReadOnlyCollection<Guid> requestIds, DisruptionEnd end, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (opened, refused) = await OpenAllAsync(work, account, requestIds, EntryAction.EndUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var extended = new List<ChangeRequest>();
        foreach (var (request, _) in opened)
        {
            var (moved, notMoved) = await ExtendOneAsync(work, request, end, cancellationToken);
            if (moved is null)
            {
                return notMoved!;
            }

            extended.Add(await work.MoveAsync(request, moved, ChangeRequestMove.Extend, account, cancellationToken));
        }

        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(extended);
    }

    /// <summary>Ends all of these now, or none: the previous content returns.</summary>
    public async Task<ChangeOutcome> EndAsync(Guid account, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (opened, refused) = await OpenAllAsync(work, account, requestIds, EntryAction.EndUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var ended = new List<ChangeRequest>();
        foreach (var (request, touched) in opened)
        {
            ended.Add(await Endings.EndAsync(work, request, touched, account, cancellationToken));
        }

        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(ended);
    }

    /// <summary>Locks all of them, in one order whoever asks, before anything is published.</summary>
    internal static async Task<(IReadOnlyList<(ChangeRequest Request, Touched Touched)> Opened, ChangeOutcome? Refused)> OpenAllAsync(
        ChangeWork work, Guid account, IReadOnlyCollection<Guid> requestIds, EntryAction action, CancellationToken cancellationToken)
    {
        var opened = new List<(ChangeRequest Request, Touched Touched)>();
        foreach (var id in requestIds.Distinct().Order())
        {
            var (request, touched, refused) = await OpenAsync(work, account, id, action, cancellationToken);
            if (refused is not null)
            {
                return ([], refused);
            }

            opened.Add((request!, touched!));
        }

        return opened.Count > 0 ? (opened, null) : ([], ChangeOutcome.Missing("Cette publication n'existe pas."));
    }

    internal static async Task<(ChangeRequest? Request, Touched? Touched, ChangeOutcome? Refused)> OpenAsync(
        ChangeWork work, Guid account, Guid requestId, EntryAction action, CancellationToken cancellationToken)
    {
        if (await work.LockAsync(requestId, cancellationToken) is not { } request)
        {
            return (null, null, ChangeOutcome.Missing("Cette demande n'existe pas."));
        }

        var touched = await work.ReadTouchedAsync(request, cancellationToken);
        return await work.RefuseAsync(account, action, touched, request, cancellationToken) is { } refusal
            ? (null, null, ChangeOutcome.Refused(refusal))
            : (request, touched, null);
    }

    private async Task<(ChangeRequest? Request, Touched? Touched, ChangeOutcome? Refused)> PublishOneAsync(
        ChangeWork work, Guid account, Guid actionId, UrgentEntry entry, UrgentInput input, CancellationToken cancellationToken)
    {
        var basis = await EntryReader.ReadVersionAsync(work.Connection, entry.EntryId, entry.BaseVersion, cancellationToken);
        if (basis?.Document is not { } before
            || await GrantStore.ReadFactsAsync(work.Connection, entry.EntryId, cancellationToken) is not { } facts)
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
            EndsAt = EndOf(entry, input),
            FormValues = entry.Disruption?.Write(),
            IsEndUnknown = entry.Disruption is { IsEndUnknown: true },
            AskedAt = entry.Disruption is { IsEndUnknown: true } unknown
                ? Instant.Max(work.Now, Disruption.ZoneOf((AdministrationDocument)entry.Document).AtStartOfDay(unknown.From).ToInstant())
                : null,
            ReviewDueAt = work.Now + Duration.FromTimeSpan(options.ReviewWithin),
            PublishedAt = work.Now,
        };
        var touched = Touched.Part(facts, request.Blocks);
        if (await work.RefuseAsync(account, EntryAction.PublishUrgently, touched, null, cancellationToken) is { } refusal)
        {
            return (null, null, ChangeOutcome.Refused(refusal));
        }

        if (basis.Kind is not EntryKind.Administration
            || entry.Document.Kind != basis.Kind
            || UrgentList.FindForbidden(before, proposed) is { Count: > 0 })
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

        // Nobody else publishes or moves an end in between: what it carries on depends on it.
        await work.TakePublishingLockAsync(RequestPublishing.Context(work, request, null), cancellationToken);
        (request, var notReviewed) = await UrgentBounds.CarryOnAsync(work, request, request.EndsAt!.Value, cancellationToken);
        if (CheckEnd(request.EndsAt, request.UrgentSince!.Value, work.Now) is { } error)
        {
            return (null, null, ChangeOutcome.Invalid(error));
        }

        if (notReviewed is not null)
        {
            return (null, null, ChangeOutcome.Refused(notReviewed));
        }

        var published = await RequestPublishing.PublishAsync(work, request, null, cancellationToken);
        if (published.Version is null)
        {
            return (null, null, published.IsPointless
                ? ChangeOutcome.Refused("NOTHING_NEW", $"La fiche « {facts.Name} » dit déjà la même chose.")
                : new ChangeOutcome { Conflicts = published.Conflicts, Errors = published.Errors });
        }

        var kept = await work.MoveAsync(
            null, request with { PublishedVersion = published.Version }, ChangeRequestMove.PublishUrgently, account, cancellationToken,
            request.Reason);
        return (kept, touched, null);
    }

    private List<FieldError> Check(UrgentInput input, Instant now)
    {
        var errors = new List<FieldError>();
        if (Texts.Check("reason", input.Reason, "Indiquez pourquoi cette publication ne peut pas attendre.") is { } reason)
        {
            errors.Add(reason);
        }

        errors.AddRange(input.Entries
            .SelectMany(entry => entry.Disruption is { } disruption && entry.Document is AdministrationDocument document
                ? disruption.Check(Disruption.ZoneOf(document), now)
                : [])
            .Concat(input.Entries.Select(entry => CheckEnd(EndOf(entry, input), now, now)).OfType<FieldError>())
            .DistinctBy(error => error.Path));

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

    private FieldError? CheckEnd(Instant? endsAt, Instant since, Instant now) =>
        UrgentBounds.CheckEnd(endsAt, since, now, options.MaxUrgentDuration);

    private static Instant? EndOf(UrgentEntry entry, UrgentInput input) => entry.Disruption?.EndsAt ?? input.EndsAt;

    private async Task<(ChangeRequest? Moved, ChangeOutcome? Refused)> ExtendOneAsync(
        ChangeWork work, ChangeRequest request, DisruptionEnd end, CancellationToken cancellationToken)
    {
        var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
        if (current?.ReadDocument() is not AdministrationDocument document)
        {
            return (null, ChangeOutcome.Refused("ENTRY_REMOVED", "Cette fiche a été retirée depuis."));
        }

        var (disruption, zone) = (request.ReadDisruption(), Disruption.ZoneOf(document));
        var first = LocalDate.Max(work.Now.InZone(zone).Date, disruption?.From ?? LocalDate.MinIsoValue);
        var endsAt = end.At(zone, first, work.Now, options.UnknownEndLasts);
        if (CheckEnd(endsAt, request.UrgentSince!.Value, work.Now) is { } error)
        {
            return (null, ChangeOutcome.Invalid(error));
        }

        if (endsAt == request.EndsAt && request.IsEndUnknown == end.Kind is DisruptionEndKind.Unknown)
        {
            return (
                null, ChangeOutcome.Invalid(new FieldError("endsAt", "UNCHANGED", "C'est déjà la fin prévue : choisissez-en une autre.")));
        }

        await work.TakePublishingLockAsync(RequestPublishing.Context(work, request, null), cancellationToken);
        var (bounded, refusal) = await UrgentBounds.CarryOnAsync(work, request, endsAt, cancellationToken);
        if (refusal is not null)
        {
            return (null, ChangeOutcome.Refused(refusal));
        }

        var isUnknown = end.Kind is DisruptionEndKind.Unknown;
        var moved = bounded with
        {
            IsEndUnknown = isUnknown,
            AskedAt = isUnknown ? Instant.Max(work.Now, zone.AtStartOfDay(first).ToInstant()) : null,
            ReviewDueAt = work.Now + Duration.FromTimeSpan(options.ReviewWithin),
            ReviewerId = null,
            ReviewedAt = null,
            EscalatedAt = null,
            RemindedAt = null,
        };
        return disruption is null
            ? (moved, null)
            : await RepublishAsync(work, moved, disruption with { EndsAt = endsAt, IsEndUnknown = isUnknown }, cancellationToken);
    }

    private static async Task<(ChangeRequest? Moved, ChangeOutcome? Refused)> RepublishAsync(
        ChangeWork work, ChangeRequest request, Disruption disruption, CancellationToken cancellationToken)
    {
        if (await RequestPublishing.ReturnAsync(
            work, request, request.AuthorId, "Prolongée : publiée de nouveau avec sa nouvelle fin.", cancellationToken)
            is ReturnOutcome.Impossible)
        {
            return (
                null, ChangeOutcome.Refused(
                    "CANNOT_RETURN", "La fiche a trop changé depuis : mettez fin à cette publication, puis publiez de nouveau."));
        }

        await work.SettleAsync(cancellationToken);
        var current = (await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken))!;
        var proposed = DocumentJson.Write(disruption.ApplyTo((AdministrationDocument)current.ReadDocument()!));
        var again = request with
        {
            BaseVersion = current.Version,
            Proposed = proposed,
            Blocks = DocumentMerge.Differences(current.Document, proposed),
            FormValues = disruption.Write(),
        };
        var published = await RequestPublishing.PublishAsync(work, again, null, cancellationToken);
        return published.Version is { } version
            ? (again with { PublishedVersion = version }, null)
            : (null, new ChangeOutcome { Conflicts = published.Conflicts, Errors = published.Errors });
    }
}
