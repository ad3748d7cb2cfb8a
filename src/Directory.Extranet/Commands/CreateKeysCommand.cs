using System.CommandLine;
using PublicDirectory.Extranet.Keys;

namespace PublicDirectory.Extranet.Commands;

/// <summary><c>create-keys FOLDER</c>: the files that the section <c>Keys</c> of the settings names.</summary>
internal static class CreateKeysCommand
{
    public static Command Create()
    {
        var folder =
            new Argument<string>("FOLDER") { Description = "Where; made when it is missing. Neither with the database nor in its backups." };
        var command = new Command(
            "create-keys",
            $"Makes the keys that the extranet needs: {KeyFiles.Certificate} and {KeyFiles.SecondFactors}, for their owner only. Those that are there stay.")
        {
            folder,
        };
        command.SetAction(parsed =>
        {
            foreach (var path in KeyFiles.Create(parsed.GetRequiredValue(folder), TimeProvider.System.GetUtcNow()))
            {
                Console.WriteLine($"{path} made");
            }
        });
        return command;
    }
}
