namespace PublicDirectory.Extranet.Commands;

internal static class CommandServices
{
    public static void AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<DemoDesk>();
        services.AddSingleton<FirstAdministrator>();
    }
}
