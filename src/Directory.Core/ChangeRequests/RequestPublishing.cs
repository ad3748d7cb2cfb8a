using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What publishing a request came to. One of: a version; nothing to publish; conflicts; errors.</summary>
internal sealed record PublishingOutcome
{
    public int? Version { get; init; }

    /// <summary>What the request says is published already, or the entry is gone.</summary>
    public bool IsPointless { get; init; }

    public IReadOnlyList<BlockConflict> Conflicts { get; init; } = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>What taking a publication back came to.</summary>
internal enum ReturnOutcome
{
    /// <summary>A version without it was published.</summary>
    Returned,

    /// <summary>Nothing of it is left: others changed all of it, or the entry is gone.</summary>
    NothingLeft,

    /// <summary>What would remain is not a valid document: people must see to it.</summary>
    Impossible,
}

/// <summary>Turns requests into published versions, and takes them back out. Everything happens under the publishing lock.</summary>
internal static class RequestPublishing
{
    /// <summary>Merges the request with what is published now, without publishing: what the author's page warns of.</summary>
    public static async Task<PublishingOutcome> PreviewAsync(ChangeWork work, ChangeRequest request, CancellationToken cancellationToken) =>
        (await MergeAsync(work, request, cancellationToken)).Outcome;

    public static async Task<PublishingOutcome> PublishAsync(
        ChangeWork work, ChangeRequest request, Guid? approver, CancellationToken cancellationToken)
    {
        var context = Context(work, request, approver);
        await work.TakePublishingLockAsync(context, cancellationToken);
        var (outcome, current, document) = await MergeAsync(work, request, cancellationToken);
        if (outcome.IsPointless || outcome.Conflicts.Count > 0 || outcome.Errors.Count > 0)
        {
            return outcome;
        }

        var version = current?.Version ?? 0;
        await work.PublishAsync(
            new Publication(request.EntryId, request.Kind, version, Memory(document), IsContentChanged: true), context, cancellationToken);
        return new PublishingOutcome { Version = version + 1 };
    }

    /// <summary>Takes a published request back out; what was published since stays.</summary>
    public static async Task<ReturnOutcome> ReturnAsync(
        ChangeWork work, ChangeRequest request, Guid? by, string reason, CancellationToken cancellationToken)
    {
        // The clock and the author act in the author's name; a second person, in the approver's place.
        var context = Context(work, request, by == request.AuthorId ? null : by) with { Reason = reason };
        await work.TakePublishingLockAsync(context, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
        var published = await EntryReader.ReadVersionAsync(
            work.Connection, request.EntryId, request.PublishedVersion!.Value, cancellationToken);
        if (current?.Document is not { } now || published?.Document is not { } made)
        {
            return ReturnOutcome.NothingLeft; // removed since
        }

        var before = await EntryReader.ReadVersionAsync(
            work.Connection, request.EntryId, request.PublishedVersion.Value - 1, cancellationToken);
        var document = before?.Document is { } earlier ? Without(earlier, made, now) : null;
        if (document is not null && document.AsSpan().SequenceEqual(now))
        {
            return ReturnOutcome.NothingLeft;
        }

        if (document is not null && DocumentValidation.Validate(DocumentJson.Read(request.Kind, document)).Count > 0)
        {
            return ReturnOutcome.Impossible;
        }

        await work.PublishAsync(
            new Publication(request.EntryId, request.Kind, current.Version, Memory(document), IsContentChanged: true), context,
            cancellationToken);
        return ReturnOutcome.Returned;
    }

    /// <summary>Publishes that someone found blocks right as they are; null for all of them.</summary>
    public static async Task<int?> CheckAsync(
        ChangeWork work, EntryState entry, IReadOnlyList<string>? blocks, PublicationContext context, CancellationToken cancellationToken)
    {
        var document = With(DocumentMerge.BlocksOf(entry.Document), LocalProvenance.Check(entry.Document!, blocks, work.Now));
        await work.PublishAsync(
            new Publication(entry.EntryId, entry.Kind, entry.Version, document, IsContentChanged: false), context, cancellationToken);
        return entry.Version + 1;
    }

    public static PublicationContext Context(ChangeWork work, ChangeRequest request, Guid? approver) => new()
    {
        Path = request.IsUrgent ? PublicationPath.Urgent : PublicationPath.Standard,
        Author = request.AuthorId.ToString(),
        Approver = approver?.ToString(),
        Reason = request.IsUrgent ? request.Reason : request.Message,
        Source = Sources.Local.Code,
        ChangeRequestId = request.Id,
        At = work.Now,
    };

    private static async Task<(PublishingOutcome Outcome, EntryState? Current, byte[]? Document)> MergeAsync(
        ChangeWork work, ChangeRequest request, CancellationToken cancellationToken)
    {
        var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
        var basis = request.BaseVersion == 0
            ? null
            : await EntryReader.ReadVersionAsync(work.Connection, request.EntryId, request.BaseVersion, cancellationToken);
        var isGone = current is { Document: null };
        if (isGone ? request.Operation is not ChangeOperation.Restore : request.Operation is ChangeOperation.Restore)
        {
            return (new PublishingOutcome { IsPointless = true }, current, null);
        }

        if (request.Proposed is not { } proposed)
        {
            // Whoever asked to remove it had not seen what was published since.
            return (
                new PublishingOutcome { Conflicts = DocumentMerge.Unseen(request.EntryId, basis?.Document, current!.Document) }, current, null);
        }

        var merged = DocumentMerge.Merge(request.EntryId, basis?.Document, current?.Document, proposed);
        if (merged.Conflicts.Count > 0)
        {
            return (new PublishingOutcome { Conflicts = merged.Conflicts }, current, null);
        }

        if (merged.Changed.Count == 0)
        {
            return (new PublishingOutcome { IsPointless = true }, current, null);
        }

        // A brought back entry keeps where its content came from.
        var document = With(merged.Blocks, request.Operation is ChangeOperation.Restore
            ? LocalProvenance.Stamp(proposed, [], work.Now)
            : LocalProvenance.Stamp(current?.Document, merged.Changed, work.Now));
        var errors = DocumentValidation.Validate(DocumentJson.Read(request.Kind, document));
        return (new PublishingOutcome { Errors = errors }, current, document);
    }

    private static byte[] Without(byte[] before, byte[] published, byte[] current)
    {
        var blocks = ContentReturn.Without(before, published, current);
        var was = DocumentMerge.BlocksOf(before);
        // A block that others have changed since is partly theirs: it keeps the origin that they gave it.
        var returned = DocumentMerge.Differences(before, published)
            .Where(block => DocumentMerge.Same(blocks.GetValueOrDefault(block), was.GetValueOrDefault(block))).ToList();
        return With(blocks, LocalProvenance.Return(current, before, returned));
    }

    private static byte[] With(SortedDictionary<string, byte[]> blocks, byte[] provenance)
    {
        blocks[DocumentBlocks.SchemaVersion] = "1"u8.ToArray();
        blocks[DocumentBlocks.Provenance] = provenance;
        return CanonicalJson.Compose(blocks);
    }

    // Typed, because a null array would turn into an empty document instead of none.
    private static ReadOnlyMemory<byte>? Memory(byte[]? document) => document is null ? (ReadOnlyMemory<byte>?)null : document.AsMemory();
}
