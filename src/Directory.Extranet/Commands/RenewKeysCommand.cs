using System.CommandLine;
using PublicDirectory.Extranet.Keys;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>renew-keys</c>: after new files were set in the section <c>Keys</c>, with the former ones as old.</summary>
internal static class RenewKeysCommand
{
    public static Command Create(Func<IServiceProvider> services)
    {
        var command = new Command(
            "renew-keys",
            "Encrypts what the database keeps for the present certificate and secret; those of Keys:OldCertificates and Keys:OldSecondFactors may go then.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var scope = services().CreateAsyncScope();
            var keys = await scope.ServiceProvider.GetRequiredService<KeyRingRenewal>().RunAsync(cancellationToken);
            Console.WriteLine($"{keys.Renewed} keys of sessions renewed");
            var factors = await scope.ServiceProvider.GetRequiredService<SecondFactorRenewal>()
                .RunAsync(count => Console.Error.WriteLine($"{count} second factors so far"), cancellationToken);
            Console.WriteLine($"{factors.Renewed} second factors renewed");
            if (keys.Unknown + factors.Unknown > 0)
            {
                throw new CommandRefusedException(
                    $"{keys.Unknown} keys of sessions and {factors.Unknown} second factors are encrypted with files that the settings do not name: add them to "
                    + "Keys:OldCertificates and Keys:OldSecondFactors, and run this again. If they are lost, people sign in again, and an administrator "
                    + "resets their second factors.");
            }
        });
        return command;
    }
}
