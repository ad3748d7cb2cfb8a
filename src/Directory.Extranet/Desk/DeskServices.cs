using Npgsql;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Published;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Desk;

internal static class DeskServices
{
    /// <summary>The pages under <c>/orientation</c>.</summary>
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<DeskBoxes>();
        services.AddSingleton<DeskBoxAdministration>();
        services.AddSingleton<DeskQueue>();
        services.AddSingleton<DeskConversations>();
        services.AddSingleton<DeskSending>();
        services.AddSingleton<Suggestions>();
        services.AddSingleton(provider => new PublishedDirectory(
            new PostgresLog(provider.GetRequiredService<NpgsqlDataSource>()),
            new PublishedDirectoryOptions(),
            report: DeskPicture.Report(provider.GetRequiredService<ILogger<DeskPicture>>())));
        services.AddSingleton<DeskPicture>();
        services.AddHostedService(provider => provider.GetRequiredService<DeskPicture>());
        services.AddSingleton(provider => new NavigationPlace(
            50, "Messages", "/orientation", [AccessRight.Orient],
            async (agent, cancellationToken) =>
                (int)await provider.GetRequiredService<DeskQueue>().CountAsync(agent.Id, DeskTab.ToDo, cancellationToken),
            count => count < 2 ? $"{count} message" : $"{count} messages"));
    }
}
