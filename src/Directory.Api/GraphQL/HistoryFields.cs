using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The past of entries: the only fields that fail while the database is down.</summary>
internal static class HistoryFields
{
    // A question to the database, whatever it is about.
    internal const int UnitsOfAQuestion = 500;

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<VersionSummary>("VersionSummary", version => version
            .Field("version", v => v.Version)
            .Field("at", v => v.PublishedAt)
            .Field("urgent", v => v.IsUrgent)
            .Field("summary", v => v.Summary)
            .List("changedFields", v => v.ChangedBlocks));

    /// <summary>Adds <c>history</c> to a type of entry: one question to the database for all entries of a level.</summary>
    public static ObjectResolvers<TEntry> WithHistory<TEntry>(this ObjectResolvers<TEntry> type, Func<TEntry, Guid> id) =>
        type.BatchListAsync<VersionSummary>("history", async (entries, context) =>
        {
            var first = context.First(EntryHistory.MaxFirst);
            context.Spend(UnitsOfAQuestion);
            Guid[] ids = [.. entries.Select(id).Distinct()];
            var found = await AskAsync(history => history.ReadAsync(ids, first, context.CancellationToken), context);
            var byId = ids.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
            return [.. entries.Select(entry => byId[id(entry)])];
        });

    public static async ValueTask<object?> FindAsOfAsync(Root root, ResolverContext context)
    {
        var at = context.Argument<Instant>("at");
        if (!Guid.TryParse(context.Argument<string>("id"), out var id))
        {
            return null;
        }

        var version = await AskAsync(history => history.FindAsOfAsync(id, at, context.CancellationToken), context);
        return version is null ? null : EntryRecords.Read(version);
    }

    private static async Task<T> AskAsync<T>(Func<EntryHistory, Task<T>> question, ResolverContext context)
    {
        try
        {
            return await question(context.Request<DirectoryRequest>().History);
        }
        catch (NpgsqlException e)
        {
            throw new GraphQLException(
                "L'historique ne peut pas être lu pour le moment : réessayez dans quelques minutes. Ce qui est publié aujourd'hui reste disponible.",
                "HISTORY_UNAVAILABLE",
                innerException: e);
        }
    }
}
