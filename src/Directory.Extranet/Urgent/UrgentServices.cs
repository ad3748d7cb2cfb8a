using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.ChangeRequests;

namespace PublicDirectory.Extranet.Urgent;

internal static class UrgentServices
{
    /// <summary>What the pages of the urgent path need beside the workflow.</summary>
    public static void AddUrgentPath(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApiSettings>(configuration.GetSection("Api"));
        services.AddHttpClient<ApiWatch>();
        services.AddSingleton<EntrySets>();
        services.AddSingleton<UrgentActions>();
        // One page for one entry and for many.
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Fiches/Urgence", "/extranet/urgence"));
    }
}
