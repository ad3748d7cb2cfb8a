using GraphQLEngine.Execution;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// Ids of everything that has one: entries by their UUID, communes as <c>commune-69266</c>, contact reasons as <c>contact-reason-perte</c>.
/// </summary>
internal static class Nodes
{
    private const string CommunePrefix = "commune-";
    private const string ReasonPrefix = "contact-reason-";

    public static void Register(ResolverMap resolvers) => resolvers
        .Interface<object>("Node", node => node
            .Case<AdministrationRecord>("Administration")
            .Case<ServiceTypeRecord>("ServiceType")
            .Case<DemarcheRecord>("Demarche")
            .Case<NoticeRecord>("NoticeEntry")
            .Case<LocalComplementRecord>("LocalComplement")
            .Case<Commune>("Commune")
            .Case<ContactReason>("ContactReason"))
        .Interface<object>("Entry", entry => entry
            .Case<AdministrationRecord>("Administration")
            .Case<DemarcheRecord>("Demarche")
            .Case<NoticeRecord>("NoticeEntry")
            .Case<LocalComplementRecord>("LocalComplement"));

    public static string IdOf(Commune commune) => CommunePrefix + commune.Code.Value;

    public static string IdOf(ContactReason reason) => ReasonPrefix + reason.Id;

    /// <summary>What has this id; null when nothing has.</summary>
    public static object? Find(Picture picture, string id)
    {
        if (Guid.TryParse(id, out var entry))
        {
            return (object?)picture.Find(entry) ?? (object?)picture.FindDemarche(entry) ?? (object?)picture.FindServiceType(entry)
                ?? (object?)picture.FindLocalComplement(entry) ?? picture.FindNotice(entry);
        }

        if (id.StartsWith(ReasonPrefix, StringComparison.Ordinal))
        {
            return ContactReason.Find(id[ReasonPrefix.Length..]);
        }

        return id.StartsWith(CommunePrefix, StringComparison.Ordinal) ? picture.Territories.CurrentCommune(CommuneCodeOf(id)) : null;
    }

    /// <summary>The INSEE code in the id of a commune; any other text as it is.</summary>
    public static string CommuneCodeOf(string idOrCode) =>
        idOrCode.StartsWith(CommunePrefix, StringComparison.Ordinal) ? idOrCode[CommunePrefix.Length..] : idOrCode;

    /// <summary>The service type with this id or code; null when none has.</summary>
    public static ServiceTypeRecord? FindServiceType(Picture picture, string idOrCode) =>
        Guid.TryParse(idOrCode, out var id) ? picture.FindServiceType(id) : picture.FindServiceType(idOrCode);
}
