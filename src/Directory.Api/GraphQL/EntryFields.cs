using GraphQLEngine.Execution;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>Entry</c>, for the kinds that are kept as documents.</summary>
internal static class EntryFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Object<DocumentRecord>("Provenance", provenance => provenance
            .Field("name", e => SourceOf(e).Name)
            .Field("attribution", e => e.Content.Provenance.Attribution)
            .Field("licence", e => SourceOf(e).Licence)
            .Field("url", e => SourceOf(e).Url)
            .Field("lastImportedAt", (e, context) => context.Picture().LastImportedAt(e.Content.Provenance.Source))
            .Field("editedLocally", e => e.IsEditedLocally))
        .Object<ExternalId>("ExternalId", id => id
            .Field("scheme", i => i.Scheme)
            .Field("value", i => i.Value));

    public static ObjectResolvers<TRecord> WithEntry<TRecord>(this ObjectResolvers<TRecord> type)
        where TRecord : DocumentRecord => type
        .Field("id", e => new EntryId(e.Id, e.IsPast ? e.Version : 0))
        .Field("version", e => e.Version)
        .Field("publishedAt", e => e.ChangedAt)
        .Field("verifiedAt", e => e.VerifiedAt)
        .Field("freshness", (e, context) => FreshnessRules.At(e.VerifiedAt, context.Request<DirectoryRequest>().Now))
        .Field("source", e => (DocumentRecord)e)
        .Field("responsible", _ => (ResponsibleUnitView?)null) // nobody is named in documents of these kinds
        .List("externalIds", e => e.Content.ExternalIds)
        .WithHistory(e => e.Id);

    private static Source SourceOf(DocumentRecord entry) => Sources.Of(entry.Content.Provenance.Source);
}
