using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Requests;

internal static class RequestServices
{
    /// <summary>Sending, deciding and looking back: the pages of requests and of an entry's history.</summary>
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<Approvers>();
        services.AddSingleton<EntryVersions>();
        services.AddSingleton(provider => new NavigationPlace(
            20, "À valider", "/extranet/validations", [AccessRight.Approve],
            async (agent, cancellationToken) => (int)await provider.GetRequiredService<ChangeRequestLists>().CountAsync(
                agent.Id, [ChangeRequestTab.ToApprove, ChangeRequestTab.UrgentToReview], cancellationToken),
            count => count == 1 ? "1 fiche" : $"{count} fiches"));
        services.AddSingleton(new NavigationPlace(
            30, "Mes envois", "/extranet/validations", [AccessRight.Propose, AccessRight.Modify, AccessRight.PublishUrgently], Tab: "envois"));
    }
}
