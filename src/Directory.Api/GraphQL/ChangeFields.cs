using System.Globalization;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The change feed and the figures of the directory.</summary>
internal static class ChangeFields
{
    private const int MaxChanges = 1000;

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<ChangesAfter>("ChangePage", page => page
            .List("nodes", changes => changes.Page.Items)
            .Field("endCursor", changes => changes.End.ToString())
            .Field("hasNextPage", changes => changes.Page.HasNextPage))
        .Object<PublishedChange>("Change", change => change
            .Field("sequence", c => c.Sequence.ToString(CultureInfo.InvariantCulture))
            .Field("kind", c => c.Kind)
            .Field("entryId", c => c.EntryId)
            .Field("entryKind", c => c.EntryKind)
            .Field("version", c => c.Version)
            .Field("at", c => c.PublishedAt)
            .Field("urgent", c => c.IsUrgent)
            .Field("entry", c => c.Entry))
        .Object<DirectoryStatistics>("DirectoryStatistics", statistics => statistics
            .Field("administrations", s => s.Administrations)
            .Field("demarches", s => s.Demarches)
            .Field("notices", s => s.Notices)
            .Field("localComplements", s => s.LocalComplements)
            .Field("communes", s => s.Communes)
            .Field("verifiedWithinAYear", s => s.VerifiedShare)
            .Field("lastPublishedAt", s => s.LastPublishedAt));

    public static async ValueTask<ChangesAfter> ReadAsync(Root root, ResolverContext context)
    {
        var first = context.Argument<int>("first");
        if (first is < 1 or > MaxChanges)
        {
            throw ContextExtensions.Wrong("first", $"« first » vaut {first} : il doit être compris entre 1 et {MaxChanges}.");
        }

        var picture = context.Picture();
        var after = context.Argument<string>("after") is not { } text ? ChangeCursor.Start(picture.Sequence)
            : ChangeCursor.TryParse(text) ?? throw ContextExtensions.WrongCursor(
                "« after » n'est pas un curseur de ce flux : reprenez un « endCursor » tel que reçu, ou rien pour commencer.");
        var page = picture.Changes(after, first, context.IsNull("kinds") ? null : context.ArgumentList<EntryKind>("kinds"));
        var hashes = await HashesAsync([after.MarkedPlace, Math.Max(page.EndSequence, after.FirstReadUntil)], context);
        if (hashes is not null && !after.IsOf(hashes))
        {
            throw new GraphQLException(
                "« after » est plus loin que ce qui est publié, ou d'un autre annuaire : celui-ci a été rétabli "
                + "depuis une sauvegarde. Refaites votre copie, sans « after » pour commencer.",
                "CURSOR_AHEAD",
                new Dictionary<string, object?> { ["argument"] = "after" });
        }

        return new ChangesAfter(page, after.At(page.EndSequence, hashes));
    }

    // Null while the database is away: what is published can be read all the same.
    private static async Task<IReadOnlyDictionary<long, byte[]>?> HashesAsync(long[] sequences, ResolverContext context)
    {
        context.Spend(HistoryFields.UnitsOfAQuestion);
        try
        {
            return await context.Request<DirectoryRequest>().History.FindHashesAsync(sequences, context.CancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    internal sealed record ChangesAfter(ChangePage Page, ChangeCursor End);
}
