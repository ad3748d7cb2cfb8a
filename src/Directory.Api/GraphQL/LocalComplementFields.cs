using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What is added locally to démarches.</summary>
internal static class LocalComplementFields
{
    private const int ComplementsAUnit = 4;

    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<LocalComplementRecord>("LocalComplement", complement => complement
            .WithEntry()
            .Field("title", c => c.Document.Title)
            .Field("demarche", (c, context) => DemarcheOf(c, context))
            .Field("administration", (c, context) => c.Document.Parent is { } id ? context.Picture().Find(id) : null)
            .Field(
                "departement",
                (c, context) => c.Document.Departement is { } code ? context.Picture().Territories.FindDepartement(code) : null)
            .Field("text", c => c.Document.Text)
            .List("requiredDocuments", c => c.Document.RequiredDocuments)
            .List("contacts", c => c.Document.Contacts)
            .Field("delay", c => c.Document.Delay)
            .Field("baseVersion", c => c.Document.Basis.Version)
            // One whose démarche is gone must be looked at as well.
            .Field("needsReview", (c, context) => DemarcheOf(c, context) is not { } demarche || c.Document.NeedsReview(demarche.ChangedAt)))
        .Object<RequiredDocument>("RequiredDocument", document => document
            .Field("key", d => d.Id)
            .Field("label", d => d.Label)
            .Field("detail", d => d.Detail)
            .Field("original", d => d.Original)
            .Field("copies", d => d.Copies)
            .Field("optional", d => d.Optional)
            .Field("oneOf", d => d.OneOf)
            .List("situations", _ => Array.Empty<SituationView>())) // local documents are for every case
        .Object<DemarcheContact>("DemarcheContact", contact => contact
            .Field("scope", c => c.Scope)
            .Field("role", c => c.Role)
            .Field("label", c => c.Label)
            .Field("url", c => c.Url)
            .Field("serviceType", (c, context) => c.ServiceType is { } type ? context.Picture().FindServiceType(type) : null)
            .List("channels", c => c.Channels)
            .List("situations", _ => Array.Empty<SituationView>()))
        .Object<DemarcheChannel>("DemarcheChannel", channel => channel
            .Field("kind", c => c.Kind)
            .Field("value", c => c.Value)
            .Field("note", c => c.Note));

    /// <summary>The field of <c>Demarche</c>.</summary>
    public static IReadOnlyList<LocalComplementRecord> Of(DemarcheRecord demarche, ResolverContext context)
    {
        var request = context.Request<DirectoryRequest>();
        var commune = PlaceArguments.ReadKnownCommune(request.Picture, "commune", context.Argument<string>("commune")!);
        context.Spend(request.Picture.LocalComplementCountOf(demarche.Id) / ComplementsAUnit);
        return request.Picture.LocalComplements(demarche.Id, commune, request.Now.InZone(Paris).Date);
    }

    private static DemarcheRecord? DemarcheOf(LocalComplementRecord complement, ResolverContext context) =>
        context.Picture().FindDemarche(complement.Document.Demarche);
}
