using System.Text;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What an author's form holds.</summary>
public sealed record DraftInput
{
    /// <summary>The entry; a new id for a new one.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The request given back for correction that the form is about; null for the author's draft of the entry.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The same for all drafts of one gesture on many entries; null where there is one. A draft that is there keeps its own.</summary>
    public Guid? ActionId { get; init; }

    /// <summary>The published version that the form was made from; 0 for a new entry.</summary>
    public required int BaseVersion { get; init; }

    /// <summary>The revision of the draft that the form was made from; null when it showed no draft.</summary>
    public int? Revision { get; init; }

    /// <summary>What the document would be. May be invalid until it is submitted.</summary>
    public required EntryDocument Document { get; init; }

    /// <summary>What was typed and is no document yet, as a JSON object; at most 256 KB. Null for nothing.</summary>
    public string? FormValues { get; init; }

    /// <summary>The blocks that the form is about: looked at also where it changes none of them.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>Codes of the warnings that the author was shown and passed over, for the journal; most often none.</summary>
    public IReadOnlyList<string> AcceptedWarnings { get; init; } = [];
}

/// <summary>What authors do: write, submit, take back.</summary>
public sealed class Drafts(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    private const int MaxFormBytes = 256 * 1024;
    private const int MaxDocumentBytes = 4 * 1024 * 1024;

    /// <summary>The most characters in a message, a reason or a comment.</summary>
    public const int MaxTextLength = 4000;

    /// <summary>
    /// Keeps what the author has typed, valid or not: one draft per author and entry. Done even where others have published
    /// a change of the same blocks since: <see cref="ChangeOutcome.Conflicts"/> then warns.
    /// </summary>
    public async Task<ChangeOutcome> SaveAsync(Guid account, DraftInput input, CancellationToken cancellationToken)
    {
        var proposed = DocumentJson.Write(input.Document);
        if (proposed.Length > MaxDocumentBytes || Encoding.UTF8.GetByteCount(input.FormValues ?? "") > MaxFormBytes)
        {
            return ChangeOutcome.Refused("TOO_LARGE", "Ce brouillon est trop volumineux pour être enregistré.");
        }

        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var basis = await EntryReader.ReadVersionAsync(work.Connection, input.EntryId, input.BaseVersion, cancellationToken);
        var isNew = input.BaseVersion == 0;
        if (isNew
            ? await EntryReader.ReadCurrentAsync(work.Connection, input.EntryId, cancellationToken) is not null
            : basis?.Document is null)
        {
            return ChangeOutcome.Missing("Cette version de la fiche n'existe pas.");
        }

        return await KeepAsync(
            work, account, input, isNew ? ChangeOperation.Create : ChangeOperation.Change, basis, proposed, null, cancellationToken);
    }

    /// <summary>Begins a draft that would remove an entry.</summary>
    public async Task<ChangeOutcome> DraftRemovalAsync(Guid account, Guid entryId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, entryId, cancellationToken);
        return current?.Document is null
            ? ChangeOutcome.Missing("Cette fiche n'est pas publiée.")
            : await KeepAsync(work, account, current, ChangeOperation.Remove, null, null, cancellationToken);
    }

    /// <summary>Begins a draft that would bring a removed entry back as it last was.</summary>
    public async Task<ChangeOutcome> DraftReturnAsync(Guid account, Guid entryId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, entryId, cancellationToken);
        var last = await EntryReader.ReadLastContentAsync(work.Connection, entryId, cancellationToken);
        return current is not { Document: null } || last is null
            ? ChangeOutcome.Missing("Cette fiche n'a pas été retirée.")
            : await KeepAsync(work, account, current, ChangeOperation.Restore, last.Document, null, cancellationToken);
    }

    /// <summary>Begins a draft that would put an earlier version's content back.</summary>
    public async Task<ChangeOutcome> DraftVersionAsync(Guid account, Guid entryId, int version, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, entryId, cancellationToken);
        var earlier = await EntryReader.ReadVersionAsync(work.Connection, entryId, version, cancellationToken);
        return current?.Document is null || earlier?.Document is null
            ? ChangeOutcome.Missing("Cette version de la fiche n'existe pas.")
            : await KeepAsync(
                work, account, current, ChangeOperation.Change, earlier.Document, $"Rétablir la version {version}.", cancellationToken);
    }

    /// <summary>Begins a draft anew from a request of one's own that is over without having been published.</summary>
    public async Task<ChangeOutcome> DraftAgainAsync(Guid account, Guid requestId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        if (await work.LockAsync(requestId, cancellationToken) is not { IsUrgent: false } over || over.AuthorId != account)
        {
            return ChangeOutcome.Missing("Cette demande n'existe pas.");
        }

        if (!IsOverUnpublished(over))
        {
            return ChangeOutcome.Refused(
                Habilitation.WrongState, $"Cette demande est {StateNames.Of(over.State)} : il n'est plus possible de le faire.");
        }

        var basis = await EntryReader.ReadVersionAsync(work.Connection, over.EntryId, over.BaseVersion, cancellationToken);
        var input = new DraftInput
        {
            EntryId = over.EntryId,
            BaseVersion = over.BaseVersion,
            Document = over.ReadDocument()!,
            FormValues = over.FormValues,
        };
        return await KeepAsync(work, account, input, over.Operation, basis, over.Proposed, over.Message, cancellationToken);
    }

    /// <summary>Whether <see cref="DraftAgainAsync"/> takes it up again.</summary>
    public static bool IsOverUnpublished(ChangeRequest request) => !request.IsUrgent && request.PublishedAt is null
        && request.State is ChangeRequestState.Withdrawn
            or ChangeRequestState.Rejected
            or ChangeRequestState.Expired
            or ChangeRequestState.Superseded;

    /// <summary>Begins a draft of a new entry from the content of another: its name marked as a copy, without its identifiers.</summary>
    public async Task<ChangeOutcome> DuplicateAsync(Guid account, Guid entryId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, entryId, cancellationToken);
        if (current?.ReadDocument() is not Administrations.AdministrationDocument original)
        {
            return ChangeOutcome.Missing("Cette fiche n'est pas publiée.");
        }

        var name = $"Copie de {original.Name}";
        var input = new DraftInput
        {
            EntryId = Guid.CreateVersion7(),
            BaseVersion = 0,
            Document = original with
            {
                Name = name[..Math.Min(name.Length, Administrations.AdministrationValidator.MaxNameLength)],
                ExternalIds = [],
                Provenance = new Provenance { Source = Sources.Local.Code, VerifiedAt = work.Now },
            },
        };
        return await KeepAsync(
            work, account, input, ChangeOperation.Create, null, DocumentJson.Write(input.Document), null, cancellationToken);
    }

    private static Task<ChangeOutcome> KeepAsync(
        ChangeWork work, Guid account, EntryState current, ChangeOperation operation, byte[]? proposed, string? message,
        CancellationToken cancellationToken) =>
        KeepAsync(
            work,
            account,
            new DraftInput { EntryId = current.EntryId, BaseVersion = current.Version, Document = null! },
            operation, current, proposed, message, cancellationToken);

    private static async Task<ChangeOutcome> KeepAsync(
        ChangeWork work, Guid account, DraftInput input, ChangeOperation operation, EntryState? basis, byte[]? proposed,
        string? message, CancellationToken cancellationToken)
    {
        await work.TakeDraftLockAsync(input.EntryId, account, cancellationToken);
        var draft = input.RequestId is { } requestId
            ? await work.LockAsync(requestId, cancellationToken)
            : await ChangeRequestStore.FindDraftAsync(work.Connection, input.EntryId, account, cancellationToken);
        if (input.RequestId is not null && draft?.EntryId != input.EntryId)
        {
            return ChangeOutcome.Missing("Cette demande n'existe pas.");
        }

        var kind = basis?.Kind ?? input.Document.Kind;
        var request = (draft ?? new ChangeRequest
        {
            Id = Guid.CreateVersion7(),
            ActionId = input.ActionId ?? Guid.CreateVersion7(),
            EntryId = input.EntryId,
            Kind = kind,
            Operation = operation,
            State = ChangeRequestState.Draft,
            BaseVersion = input.BaseVersion,
            AuthorId = account,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        }) with
        {
            Operation = operation,
            BaseVersion = input.BaseVersion,
            Proposed = proposed,
            FormValues = input.FormValues,
            Blocks = DocumentMerge.Differences(basis?.Document, proposed),
            Message = message ?? draft?.Message,
        };
        var touched = await work.ReadTouchedPartAsync(request, cancellationToken);
        if (operation is ChangeOperation.Change)
        {
            touched = Touched.Part(touched.Entry, [.. request.Blocks.Union(input.Blocks)]) with { Entries = touched.Entries };
        }

        if (await work.RefuseAsync(account, Action(operation), touched, draft, cancellationToken) is { } refusal)
        {
            return ChangeOutcome.Refused(refusal);
        }

        if (draft is not null && draft.Revision != input.Revision)
        {
            return ChangeOutcome.Refused(
                ChangeOutcome.Outdated, "Vous avez un brouillon plus récent de cette fiche, enregistré depuis une autre fenêtre.")
                with { Current = draft };
        }

        var saved = await work.MoveAsync(draft, request, ChangeRequestMove.Save, account, cancellationToken);
        if (input.AcceptedWarnings.Count > 0)
        {
            await JournalLog.WriteAsync(
                work.Connection,
                new JournalEntry(account, "change_request.warnings_accepted", "change_request", saved.Id, new Dictionary<string, string?>
                {
                    ["entry"] = saved.EntryId.ToString(),
                    ["warnings"] = string.Join(' ', input.AcceptedWarnings),
                }),
                cancellationToken);
        }

        var preview = await RequestPublishing.PreviewAsync(work, saved, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(saved) with { Conflicts = preview.Conflicts };
    }

    internal static EntryAction Action(ChangeOperation operation) => operation switch
    {
        ChangeOperation.Create => EntryAction.Create,
        ChangeOperation.Remove => EntryAction.Remove,
        ChangeOperation.Restore => EntryAction.BringBack,
        _ => EntryAction.Propose,
    };

    internal static IReadOnlyList<FieldError> Validate(ChangeRequest request) =>
        request.ReadDocument() is { } document ? DocumentValidation.Validate(document) : [];
}
