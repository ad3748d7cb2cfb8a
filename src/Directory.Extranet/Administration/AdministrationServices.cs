using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Administration;

internal static class AdministrationServices
{
    /// <summary>What the pages under <c>/admin</c> use.</summary>
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<GrantLists>();
        services.AddSingleton<AdministeredAccounts>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<CompetenceCheck>();
        services.AddSingleton<GrantChoices>();
        services.AddSingleton<PersonErasure>();
        services.AddScoped<GrantDesk>();
        services.AddSingleton(new NavigationPlace(90, "Administration", "/admin", [AccessRight.Administer]));
    }
}
