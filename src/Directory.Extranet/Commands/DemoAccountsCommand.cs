using System.CommandLine;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>demo-accounts FILE</c>: what <c>./run</c> calls in its private database.</summary>
internal static class DemoAccountsCommand
{
    public static Command Create(Func<IServiceProvider> services)
    {
        var file = new Argument<string>("FILE") { Description = "Addresses, passwords and parts; written when it is missing." };
        var command = new Command("demo-accounts", "Makes accounts to try things with. Never on a service that others reach.") { file };
        command.SetAction((parsed, cancellationToken) =>
            services().GetRequiredService<DemoAccounts>().CreateAsync(parsed.GetRequiredValue(file), cancellationToken));
        return command;
    }
}
