using System.CommandLine;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>create-administrator</c>: the first one, whom nobody can invite.</summary>
internal static class CreateAdministratorCommand
{
    public static Command Create(Func<IServiceProvider> services)
    {
        var mail = new Option<string>("--mail") { Description = "The person's address.", HelpName = "ADDRESS", Required = true };
        var name = new Option<string>("--name") { Description = "Their first and last name.", HelpName = "NAME", Required = true };
        var another = new Option<bool>("--another") { Description = "Also where somebody administers the whole country already." };
        var site = new Option<Uri?>("--site")
        {
            Description = "Where agents reach the extranet. Default: Shell:PublicUrl.",
            HelpName = "URL",
            CustomParser = parsed => Uri.TryCreate(parsed.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : Wrong(parsed, $"--site is an address such as https://agents.example.fr, not \"{parsed.Tokens[0].Value}\"."),
        };
        var command = new Command(
            "create-administrator",
            """
            Gives someone the right to administer accounts in the whole country, and prints a link with which they choose a password, then set up
            their second factor. The link serves once, for 24 hours; given again for the same person before it served, it is replaced.
            """)
        {
            mail, name, another, site,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var all = services();
            var address = parsed.GetValue(site) ?? all.GetRequiredService<IOptions<ShellOptions>>().Value.PublicUrl
                ?? throw new CommandRefusedException("Where do agents reach the extranet? Set Shell__PublicUrl, or give --site https://…");
            var token = await all.GetRequiredService<FirstAdministrator>().CreateAsync(
                parsed.GetRequiredValue(mail), parsed.GetRequiredValue(name), parsed.GetValue(another), cancellationToken);
            Console.WriteLine(new Uri(address, $"/invitation?jeton={token}"));
        });
        return command;
    }

    private static Uri? Wrong(System.CommandLine.Parsing.ArgumentResult parsed, string message)
    {
        parsed.AddError(message);
        return null;
    }
}
