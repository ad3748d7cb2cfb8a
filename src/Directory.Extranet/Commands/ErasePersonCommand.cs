using System.CommandLine;
using PublicDirectory.Extranet.Administration;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>erase-person --mail ADDRESS</c>: someone who left, or asks for it.</summary>
internal static class ErasePersonCommand
{
    public static Command Create(Func<IServiceProvider> services)
    {
        var mail = new Option<string>("--mail") { Description = "The person's address.", HelpName = "ADDRESS", Required = true };
        var command = new Command(
            "erase-person",
            """
            Erases a person: their name and address, how they signed in, their mails, and what they wrote to us from outside. What they published and
            the journal keep the number of their account, which tells nothing of them. It cannot be undone; see docs/guides/rgpd.md.
            """)
        {
            mail,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (hadAccount, statements) =
                await services().GetRequiredService<PersonErasure>().EraseAsync(null, parsed.GetRequiredValue(mail), cancellationToken);
            if (!hadAccount && statements == 0)
            {
                throw new CommandRefusedException("Nobody has this address: neither an account nor a message from outside.");
            }

            Console.WriteLine($"Erased: {(hadAccount ? "an account" : "no account")}, {statements} messages from outside.");
        });
        return command;
    }
}
