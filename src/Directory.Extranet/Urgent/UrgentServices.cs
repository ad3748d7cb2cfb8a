using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;

namespace PublicDirectory.Extranet.Urgent;

internal static class UrgentServices
{
    /// <summary>What the pages of the urgent path need beside the workflow.</summary>
    public static void AddUrgentPath(this IServiceCollection services)
    {
        services.AddHttpClient<ApiWatch>();
        services.AddSingleton<EntrySets>();
        services.AddSingleton<UrgentActions>();
    }
}
