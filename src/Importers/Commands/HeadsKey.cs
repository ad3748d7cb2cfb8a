using System.CommandLine;
using System.Security.Cryptography;

namespace PublicDirectory.Importers.Commands;

/// <summary><c>heads-key</c>: makes the pair of keys of the signed heads, outside the database.</summary>
internal static class HeadsKey
{
    public static Command Create()
    {
        var file =
            new Argument<FileInfo>("FILE") { Description = "Where the private key goes; the public one goes beside it, as FILE.pub." };
        var command =
            new Command("heads-key", "Makes the keys of the signed heads: the private one signs, the public one verifies.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            if (File.Exists(path))
            {
                throw new UsageException($"{path} exists already: a key is not replaced, what it signed could no longer be verified.");
            }

            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            // Readable by its owner alone, from its first byte on.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(path, options))
            {
                writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
            }

            File.WriteAllText($"{path}.pub", key.ExportSubjectPublicKeyInfoPem() + Environment.NewLine);
            Console.WriteLine($"{path} signs, {path}.pub verifies.");
            return CommandLine.Done;
        });
        return command;
    }

    /// <exception cref="UsageException">The file holds no such key.</exception>
    public static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new UsageException($"{path} holds no key that can be read: 'heads-key' makes one.");
        }
    }
}
