using System.CommandLine;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>breached-passwords LIST FILE</c>: the file that <c>SignIn:BreachedPasswords</c> names.</summary>
internal static class BreachedPasswordsCommand
{
    // Longer than any password that is taken.
    private const int MaxLine = 1000;

    public static Command Create()
    {
        var list = new Argument<FileInfo>("LIST") { Description = "The commonest passwords of known breaches, one a line, UTF-8." };
        var file = new Argument<string>("FILE") { Description = "What to make: the sorted hashes of what passwords must not be." };
        var command =
            new Command("breached-passwords", "Makes the compact list of passwords that nobody may choose.") { list.AcceptExistingOnly(), file };
        command.SetAction(parsed =>
        {
            var count =
                BreachedPasswords.Write(BoundedLines.Read(parsed.GetRequiredValue(list).FullName, MaxLine), parsed.GetRequiredValue(file));
            Console.WriteLine($"{count} passwords");
        });
        return command;
    }
}
