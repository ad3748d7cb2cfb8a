using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Opens entries for the agent who edits them, and keeps what they write.</summary>
public sealed class EntryDesk(
    NpgsqlDataSource database, TimeProvider clock, AgentGrants grants, Drafts drafts, EntryPresence presence, SavedForms saved)
{
    public Instant Now => clock.GetCurrentInstant();

    /// <summary>What the pages that are still open have saved.</summary>
    public SavedForms Saved => saved;

    /// <summary>Null when there is no such entry, or the agent may not see it.</summary>
    public async Task<WorkingEntry?> OpenAsync(Guid agent, Guid entryId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(connection, entryId, cancellationToken);
        var draft = await ChangeRequestStore.FindOwnAsync(connection, entryId, agent, cancellationToken);
        var facts = await GrantStore.ReadFactsAsync(connection, entryId, cancellationToken);
        if (facts is null && draft?.ReadDocument() is { } proposed)
        {
            facts = await GrantStore.ReadFactsAsync(connection, entryId, proposed, cancellationToken);
        }

        if (facts is null)
        {
            return null;
        }

        var held = await grants.ReadAsync(agent, cancellationToken);
        if (draft is null && !Habilitation.Decide(held, agent, EntryAction.View, new Touched(facts), null, Now).IsAllowed)
        {
            return null;
        }

        var basis = draft is { BaseVersion: > 0 }
            ? await EntryReader.ReadVersionAsync(connection, entryId, draft.BaseVersion, cancellationToken)
            : null;
        var waiting = await ChangeRequestStore.FindWaitingAsync(connection, entryId, agent, cancellationToken);
        return new WorkingEntry
        {
            EntryId = entryId,
            Waiting = waiting,
            WaitingBasis = waiting is { MayBeJoined: true }
                ? (await EntryReader.ReadVersionAsync(connection, entryId, waiting.BaseVersion, cancellationToken))?.Document
                : null,
            Kind = draft?.Kind ?? current!.Kind,
            Facts = facts,
            Current = current,
            Draft = draft,
            Document = draft is null ? current?.ReadDocument() : draft.ReadDocument(),
            Basis = basis?.ReadDocument(),
            Conflicts = draft is { Proposed: { } mine, Operation: ChangeOperation.Change } && current is { Document: { } published }
                ? DocumentMerge.Merge(entryId, basis?.Document, published, mine).Conflicts
                : [],
            Grants = held,
            LastReturn = draft is { State: ChangeRequestState.Returned }
                ? (await ChangeRequestStore.ReadEventsAsync(connection, draft.Id, cancellationToken))
                    .LastOrDefault(step => step.Move == ChangeRequestMove.Return.Code())
                : null,
            UrgentActionId = await connection.ScalarAsync<Guid?>(
                "select action_id from change_requests where entry_id = $1 and state = 'published_urgently' order by created_at desc limit 1",
                cancellationToken, // ix_change_requests_entry
                entryId),
            MayPublishUrgently = current is { Document: not null, Kind: EntryKind.Administration }
                && Habilitation.Decide(held, agent, EntryAction.PublishUrgently, Touched.Part(facts, EntrySets.ClosureBlocks), null, Now).IsAllowed,
        };
    }

    /// <summary>Says that the agent has the entry open, and who else has.</summary>
    public async Task<WorkingEntry> SeeAsync(Guid agent, WorkingEntry entry, CancellationToken cancellationToken) =>
        entry with { Others = await presence.SeeAsync(agent, entry.EntryId, cancellationToken) };

    /// <summary>Why the agent may not do this to these blocks, or to the whole entry when none is named; null when they may.</summary>
    public Refusal? Refuse(Guid agent, WorkingEntry entry, EntryAction action, params IReadOnlyList<string> blocks) =>
        Habilitation.Decide(entry.Grants, agent, action, Touched.Part(entry.Facts, blocks), null, Now).Refusal;

    /// <summary>Keeps a document as the agent's draft, and what they typed in one section, when it is no document yet.</summary>
    /// <param name="agent">Whose draft.</param>
    /// <param name="entry">As it was just opened.</param>
    /// <param name="document">What the entry would say.</param>
    /// <param name="section">The name under which what is typed is kept: the section's slug.</param>
    /// <param name="typed">Its form as JSON; null when the document says it all.</param>
    /// <param name="cancellationToken">Gives up; nothing is then kept.</param>
    /// <param name="acceptedWarnings">Codes of the warnings that the agent has passed over.</param>
    /// <param name="blocks">The blocks that the section is about: the agent must answer for them also where nothing changes yet.</param>
    public Task<ChangeOutcome> KeepAsync(
        Guid agent, WorkingEntry entry, EntryDocument document, string section, string? typed, CancellationToken cancellationToken,
        IReadOnlyList<string>? acceptedWarnings = null, IReadOnlyList<string>? blocks = null)
    {
        var values = JsonNode.Parse(entry.Draft?.FormValues ?? "{}")!.AsObject();
        values.Remove(section);
        if (typed is not null)
        {
            values[section] = JsonNode.Parse(typed);
        }

        return drafts.SaveAsync(
            agent,
            new DraftInput
            {
                EntryId = entry.EntryId,
                RequestId = entry.Draft?.State is ChangeRequestState.Returned ? entry.Draft.Id : null,
                BaseVersion = entry.BaseVersion,
                Revision = entry.Draft?.Revision,
                Document = document,
                FormValues = values.Count == 0 ? null : values.ToJsonString(),
                Blocks = blocks ?? [],
                AcceptedWarnings = acceptedWarnings ?? [],
            },
            cancellationToken);
    }

    /// <summary>What of a document some blocks say, in a few characters: the same as long as nobody changes them.</summary>
    public static string Fingerprint(EntryDocument document, IReadOnlyList<string> blocks)
    {
        var all = DocumentBlocks.Of(DocumentJson.Write(document));
        return DocumentBlocks.Fingerprint(System.Text.Encoding.UTF8.GetBytes(
            string.Concat(blocks.Select(block => DocumentBlocks.Fingerprint(all.GetValueOrDefault(block))))));
    }
}
