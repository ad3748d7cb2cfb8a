using System.Globalization;
using GraphQLEngine.Execution;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The change feed and the figures of the directory.</summary>
internal static class ChangeFields
{
    private const int MaxChanges = 1000;

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<ChangePage>("ChangeConnection", connection => connection
            .List("nodes", page => page.Items)
            .Field("endCursor", page => page.EndSequence.ToString(CultureInfo.InvariantCulture))
            .Field("hasNextPage", page => page.HasNextPage))
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

    public static ChangePage Read(ResolverContext context)
    {
        var first = context.Argument<int>("first");
        if (first is < 1 or > MaxChanges)
        {
            throw ContextExtensions.Wrong("first", $"« first » vaut {first} : il doit être compris entre 1 et {MaxChanges}.");
        }

        var after = 0L;
        if (context.Argument<string>("after") is { } cursor
            && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw ContextExtensions.Wrong(
                "after", "« after » n'est pas un curseur de ce flux : reprenez un « endCursor » tel que reçu, ou rien pour commencer.");
        }

        return context.Picture().Changes(after, first);
    }
}
