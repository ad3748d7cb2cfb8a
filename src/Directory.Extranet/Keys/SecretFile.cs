using System.Security.Cryptography;

namespace PublicDirectory.Extranet.Keys;

/// <summary>
/// Files that only their owner may read: a secret of 32 bytes in base 64 on the first line, or whatever else is written so.
/// </summary>
internal static class SecretFile
{
    private const int Bytes = 32;

    /// <exception cref="KeySettingsException">There is no such file, or it holds something else.</exception>
    public static byte[] Read(string? path, string setting)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new KeySettingsException(
                $"No secret encrypts second factors: set {setting} to a file with 32 random bytes in base 64, kept apart from the database "
                + "(PublicDirectory.Extranet.dll create-keys FOLDER makes one; see docs/guides/operating.md, Keys).");
        }

        try
        {
            var secret = Convert.FromBase64String((File.ReadLines(path).FirstOrDefault() ?? "").Trim());
            return secret.Length == Bytes ? secret : throw new FormatException($"it holds {secret.Length} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new KeySettingsException(
                $"{setting} names \"{path}\", where 32 bytes in base 64 are wanted on the first line: {e.Message}", e);
        }
    }

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Writes a file that was not there, whole or not at all; one that is there stays as it is.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteOnce(string path, Func<string> content)
    {
        if (File.Exists(path))
        {
            return false;
        }

        var unfinished = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.Write(content());
        }

        File.Move(unfinished, path);
        return true;
    }
}
