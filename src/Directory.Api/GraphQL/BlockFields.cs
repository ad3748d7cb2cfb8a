using GraphQLEngine.Execution;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Where a part of an entry comes from, and when it was confirmed, where that is not as for the whole.</summary>
internal static class BlockFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Object<BlockProvenanceView>("BlockProvenance", block => block
            .Field("name", b => b.Name)
            .Field("verifiedAt", b => b.VerifiedAt)
            .Field("freshness", (b, context) => FreshnessRules.At(b.VerifiedAt, context.Request<DirectoryRequest>().Now))
            .Field("source", b => new SourceOf(b)))
        .Object<SourceOf>("Provenance", provenance => provenance
            .Field("name", s => s.Source.Name)
            .Field("attribution", _ => (string?)null)
            .Field("licence", s => s.Source.Licence)
            .Field("url", s => s.Source.Url)
            .Field("lastImportedAt", (s, context) => context.Picture().LastImportedAt(s.Source.Code))
            .Field("editedLocally", s => s.Block.IsLocal));

    private readonly record struct SourceOf(BlockProvenanceView Block)
    {
        public Source Source => Sources.Of(Block.Source.ToString());
    }
}
