using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Reports;

internal static class ReportServices
{
    /// <summary>« Alertes »: what is reported of entries, and what becomes of it.</summary>
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReportQueue>();
        services.AddSingleton<ReportHandling>();
        services.AddSingleton(provider => new NavigationPlace(
            40, "Alertes", ReportWords.Path, [AccessRight.Modify],
            async (agent, cancellationToken) =>
                (int)await provider.GetRequiredService<ReportQueue>().CountAsync(agent.Id, ReportTab.ToDo, cancellationToken),
            count => FrenchCounts.Of(count, "alerte")));
    }
}
