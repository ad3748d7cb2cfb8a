using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Effects;

/// <summary>
/// Works out what a request touches, from its documents: the blocks in which it differs from what its author started from, and what it
/// changes for others in what is published by now. The one place that does.
/// </summary>
internal static class TouchedReader
{
    /// <summary>
    /// What a request touches. Its effects on others only where it may still be published: afterwards they are of no use.
    /// </summary>
    public static async Task<Touched> ReadAsync(
        NpgsqlConnection connection, ChangeRequest request, bool withEffects, CancellationToken cancellationToken)
    {
        var published = await GrantStore.ReadFactsAsync(connection, request.EntryId, cancellationToken);
        var proposed = request.ReadDocument() is { } document
            ? await GrantStore.ReadFactsAsync(connection, request.EntryId, document, cancellationToken)
            : null;
        var touched = new Touched((published ?? proposed)!) { Blocks = BlocksOf(request) };
        if (published is not null && proposed is not null && request.Kind is EntryKind.Notice or EntryKind.LocalComplement)
        {
            touched = touched with { Entries = [published!, proposed!] };
        }

        var mayBePublished = request is
        {
            IsUrgent: false,
            State: ChangeRequestState.Draft or ChangeRequestState.Returned or ChangeRequestState.Submitted or ChangeRequestState.Approved,
        };
        return withEffects && mayBePublished && MayHaveEffects(touched.Blocks)
            ? touched with { Effects = await ReadEffectsAsync(connection, request, touched.Blocks, published, cancellationToken) }
            : touched;
    }

    /// <summary>Whether a change of these blocks can have an effect on others.</summary>
    public static bool MayHaveEffects(IReadOnlyList<string>? blocks) => blocks is null || blocks.Intersect(EffectsOfChange.Blocks).Any();

    // Coming and going is of the whole entry; so is a change that differs in nothing, which nobody should be asked about.
    private static IReadOnlyList<string>? BlocksOf(ChangeRequest request) =>
        request.Operation is ChangeOperation.Change && request.Blocks.Count > 0 ? request.Blocks : null;

    private static async Task<IReadOnlyList<Effect>> ReadEffectsAsync(
        NpgsqlConnection connection, ChangeRequest request, IReadOnlyList<string>? blocks, EntryFacts? published,
        CancellationToken cancellationToken)
    {
        var current = await EntryReader.ReadCurrentAsync(connection, request.EntryId, cancellationToken);
        var (before, after) = (current?.ReadDocument(), await OutcomeAsync(connection, request, current, cancellationToken));
        var here = published?.Departement ?? (after as AdministrationDocument)?.Commune?.DepartementCode;
        var departementOf = await PointReader.ReadAsync(connection, PointsOf(before).Concat(PointsOf(after)), here, cancellationToken);
        var around = new Surroundings
        {
            Now = published,
            Then = after is null ? null : await GrantStore.ReadFactsAsync(connection, request.EntryId, after, cancellationToken),
            Path = await ReadPathAsync(connection, published, before, after, departementOf, cancellationToken),
            Parents = await ReadParentsAsync(connection, request.Operation, before, after, cancellationToken),
            Below = request.Operation is ChangeOperation.Change && ParentOf(before) != ParentOf(after)
                ? await ReadBelowAsync(connection, published!, cancellationToken)
                : [],
        };
        var effects = EffectsOfChange.Between(before, after, blocks, around, departementOf);
        return await EffectNames.SetAsync(connection, effects, cancellationToken);
    }

    // What would be published: what others have published since stays.
    private static async Task<EntryDocument?> OutcomeAsync(
        NpgsqlConnection connection, ChangeRequest request, EntryState? current, CancellationToken cancellationToken)
    {
        if (request is not { Operation: ChangeOperation.Change, Proposed: { } proposed } || current?.Document is not { } now)
        {
            return request.ReadDocument();
        }

        var basis = await EntryReader.ReadVersionAsync(connection, request.EntryId, request.BaseVersion, cancellationToken);
        var blocks = DocumentBlocks.Of(DocumentMerge.Outcome(basis?.Document, now, proposed));
        blocks[DocumentBlocks.SchemaVersion] = "1"u8.ToArray();
        blocks[DocumentBlocks.Provenance] = """{"source":"local"}"""u8.ToArray();
        return DocumentJson.Read(request.Kind, CanonicalJson.Compose(blocks));
    }

    private static async Task<IReadOnlyList<Upward>> ReadPathAsync(
        NpgsqlConnection connection, EntryFacts? published, EntryDocument? before, EntryDocument? after,
        Func<GeoPoint, string?> departementOf,
        CancellationToken cancellationToken)
    {
        var path = new List<Upward>();
        if (published is not null)
        {
            // One that is brought back is as it last was.
            path.Add(
                new Upward(
                    published, ((before ?? after) as AdministrationDocument)?.Commune, EffectsOfChange.Kept(before, after, departementOf)));
        }

        var top = published is null ? ParentOf(after) : null;
        var above = published?.Ancestors ?? (top is { } parent
            && await GrantStore.ReadFactsAsync(connection, parent, cancellationToken) is { } facts
            ? [parent, .. facts.Ancestors]
            : []);
        foreach (var id in above.Distinct())
        {
            if (await GrantStore.ReadFactsAsync(connection, id, cancellationToken) is { } one
                && (await EntryReader.ReadCurrentAsync(connection, id, cancellationToken))?.ReadDocument() is AdministrationDocument document)
            {
                path.Add(new Upward(one, document.Commune, Reach.Of(document, _ => null)));
            }
        }

        return path;
    }

    private static async Task<IReadOnlyList<EntryFacts>> ReadParentsAsync(
        NpgsqlConnection connection, ChangeOperation operation, EntryDocument? before, EntryDocument? after,
        CancellationToken cancellationToken)
    {
        var parents = new List<EntryFacts>();
        // Who leaves the directory or comes back to it stays under whom it was.
        if (operation is ChangeOperation.Create or ChangeOperation.Change && ParentOf(before) != ParentOf(after))
        {
            foreach (var id in new[] { ParentOf(before), ParentOf(after) }.OfType<Guid>())
            {
                parents.Add(await GrantStore.ReadFactsAsync(connection, id, cancellationToken)
                    ?? new EntryFacts(id, EntryKind.Administration, "", [], null, []));
            }
        }

        return parents;
    }

    private static Task<List<EntryFacts>> ReadBelowAsync(NpgsqlConnection connection, EntryFacts entry, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            """
            with recursive below (id) as (
                select id from entries where parent_id = $1
                union select e.id from entries e join below on e.parent_id = below.id)
            select distinct e.types, e.departement_code from entries e join below on below.id = e.id -- removed ones too: they may be brought back
            """, // ix_entries_parent
            row => new EntryFacts(entry.EntryId, entry.Kind, entry.Name, row.GetFieldValue<string[]>(0), row.Text(1), []),
            cancellationToken,
            entry.EntryId);

    private static Guid? ParentOf(EntryDocument? document) => document switch
    {
        AdministrationDocument one => one.Parent,
        LocalComplementDocument one => one.Parent,
        _ => null,
    };

    private static IEnumerable<GeoPoint> PointsOf(EntryDocument? document) =>
        (document as AdministrationDocument)?.Addresses.Select(address => address.Location).OfType<GeoPoint>() ?? [];
}
