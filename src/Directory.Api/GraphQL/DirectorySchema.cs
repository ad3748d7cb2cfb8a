using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The public contract (<c>schema/directory.graphql</c>) bound to its resolvers. A field without a resolver, or a resolver
/// without a field, stops the process at start, naming it.
/// </summary>
internal static class DirectorySchema
{
    /// <summary>The contract's text, as served at <c>/schema.graphql</c>.</summary>
    public static string Sdl { get; } = Resources.ReadText("directory.graphql");

    public static ExecutableSchema Build()
    {
        var resolvers = new ResolverMap();
        Scalars.Register(resolvers);
        EntryId.Register(resolvers);
        Enums.Register(resolvers);
        Inputs.Register(resolvers);
        CommuneLists.Register(resolvers);
        Nodes.Register(resolvers);
        QueryFields.Register(resolvers);
        AdministrationFields.Register(resolvers);
        DemarcheFields.Register(resolvers);
        DemarcheLists.Register(resolvers);
        ClassificationFields.Register(resolvers);
        EntryFields.Register(resolvers);
        BlockFields.Register(resolvers);
        NoticeFields.Register(resolvers);
        LocalComplementFields.Register(resolvers);
        ConnectionFields.Register(resolvers);
        OpeningHoursFields.Register(resolvers);
        TerritoryFields.Register(resolvers);
        ChangeFields.Register(resolvers);
        HistoryFields.Register(resolvers);
        InterlocutorFields.Register(resolvers);
        SearchFields.Register(resolvers);
        OrientationFields.Register(resolvers);
        IssueReportFields.Register(resolvers);
        resolvers.AddIntrospection(); // the contract is public: tools read it from here
        return ExecutableSchema.Build(Sdl, resolvers, "schema/directory.graphql");
    }
}
