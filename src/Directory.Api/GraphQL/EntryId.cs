using System.Globalization;
using GraphQLEngine.Execution;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The id of an entry: its UUID. A version of the past has one of its own, <c>UUID@3</c>: caches would take it for the published one.
/// </summary>
/// <param name="Entry">The entry.</param>
/// <param name="PastVersion">The number of a version of the past; 0 for the published one.</param>
internal readonly record struct EntryId(Guid Entry, int PastVersion)
{
    public static void Register(ResolverMap resolvers) => resolvers.ScalarOutput<EntryId>("ID", (writer, id) =>
    {
        if (id.PastVersion == 0)
        {
            writer.WriteFormatted(id.Entry);
        }
        else
        {
            writer.WriteString(string.Create(CultureInfo.InvariantCulture, $"{id.Entry}@{id.PastVersion}"));
        }
    });
}
