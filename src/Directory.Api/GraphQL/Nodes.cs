using GraphQLEngine.Execution;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The ids of everything that has one, each for ever and of one thing: entries by their UUID, what has a code by that code after the name
/// of its kind, as in <c>commune-69266</c>. What is told apart within another thing alone has a <c>key</c>, never an id.
/// </summary>
internal static class Nodes
{
    // A kind of thing with a code: its id begins so.
    private static readonly Kind[] Kinds =
    [
        new(typeof(Commune), "commune-", (picture, code) => picture.Territories.CurrentCommune(code)),
        new(typeof(Departement), "departement-", (picture, code) => picture.Territories.FindDepartement(code)),
        new(typeof(Region), "region-", (picture, code) => picture.Territories.FindRegion(code)),
        new(typeof(PublishedTheme), "theme-", (picture, code) => picture.FindTheme(JsonText.From(code))),
        new(typeof(PublishedLifeEvent), "life-event-", (picture, code) => picture.FindLifeEvent(JsonText.From(code))),
        new(typeof(ContactReason), "contact-reason-", (_, code) => ContactReason.Find(code)),
    ];

    public static void Register(ResolverMap resolvers) => resolvers
        .Interface<object>("Node", node => node
            .Case<AdministrationRecord>("Administration")
            .Case<ServiceTypeRecord>("ServiceType")
            .Case<DemarcheRecord>("Demarche")
            .Case<NoticeRecord>("NoticeEntry")
            .Case<LocalComplementRecord>("LocalComplement")
            .Case<Commune>("Commune")
            .Case<Departement>("Departement")
            .Case<Region>("Region")
            .Case<PublishedTheme>("Theme")
            .Case<PublishedLifeEvent>("LifeEvent")
            .Case<ContactReason>("ContactReason"))
        .Interface<object>("Entry", entry => entry
            .Case<AdministrationRecord>("Administration")
            .Case<DemarcheRecord>("Demarche")
            .Case<NoticeRecord>("NoticeEntry")
            .Case<LocalComplementRecord>("LocalComplement"));

    public static string IdOf(Commune commune) => Of<Commune>.Prefix + commune.Code.Value;

    public static string IdOf(Departement departement) => Of<Departement>.Prefix + departement.Code;

    public static string IdOf(Region region) => Of<Region>.Prefix + region.Code;

    public static string IdOf(PublishedTheme theme) => Of<PublishedTheme>.Prefix + theme.Code;

    public static string IdOf(PublishedLifeEvent lifeEvent) => Of<PublishedLifeEvent>.Prefix + lifeEvent.Code;

    public static string IdOf(ContactReason reason) => Of<ContactReason>.Prefix + reason.Id;

    /// <summary>What has this id; null when nothing has.</summary>
    public static object? Find(Picture picture, string id)
    {
        if (Guid.TryParse(id, out var entry))
        {
            return (object?)picture.Find(entry) ?? (object?)picture.FindDemarche(entry) ?? (object?)picture.FindServiceType(entry)
                ?? (object?)picture.FindLocalComplement(entry) ?? picture.FindNotice(entry);
        }

        foreach (var kind in Kinds)
        {
            if (id.StartsWith(kind.Prefix, StringComparison.Ordinal))
            {
                return kind.Find(picture, id[kind.Prefix.Length..]);
            }
        }

        return null;
    }

    /// <summary>The code in the id of a thing of this kind; any other text as it is.</summary>
    public static string CodeOf<T>(string idOrCode) =>
        idOrCode.StartsWith(Of<T>.Prefix, StringComparison.Ordinal) ? idOrCode[Of<T>.Prefix.Length..] : idOrCode;

    /// <summary>The service type with this id or code; null when none has.</summary>
    public static ServiceTypeRecord? FindServiceType(Picture picture, string idOrCode) =>
        Guid.TryParse(idOrCode, out var id) ? picture.FindServiceType(id) : picture.FindServiceType(idOrCode);

    private sealed record Kind(Type Type, string Prefix, Func<Picture, string, object?> Find);

    private static class Of<T>
    {
        public static readonly string Prefix = Kinds.Single(kind => kind.Type == typeof(T)).Prefix;
    }
}
