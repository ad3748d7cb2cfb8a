using System.Runtime.CompilerServices;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>The files without which the extranet does not start, made once for all tests of the process.</summary>
internal static class TestKeys
{
    /// <summary>Passwords that the tests' list knows.</summary>
    public static readonly IReadOnlyList<string> Breached =
        ["motdepasse", "dragon", "monkey", "sunshine", "iloveyou", "correcthorsebatterystaple"];

    private static readonly string Folder = Directory.CreateTempSubdirectory("directory-keys-").FullName;

    [ModuleInitializer]
    public static void Make()
    {
        foreach (var (name, value) in Settings(Folder))
        {
            Environment.SetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal), value);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Settings that name the files of a folder, made where they are missing.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings(string folder)
    {
        KeyFiles.Create(folder, TimeProvider.System.GetUtcNow());
        var breached = Path.Combine(folder, "breached");
        BreachedPasswords.Write(Breached, breached);
        return
        [
            ("Keys:Certificate:Path", Path.Combine(folder, KeyFiles.Certificate)),
            ("Keys:SecondFactors", Path.Combine(folder, KeyFiles.SecondFactors)),
            ("SignIn:BreachedPasswords", breached),
        ];
    }
}
