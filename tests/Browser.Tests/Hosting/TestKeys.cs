extern alias extranet;

using System.Runtime.CompilerServices;
using extranet::PublicDirectory.Extranet.Keys;
using extranet::PublicDirectory.Extranet.Passwords;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>The files without which the extranet does not start, made once for all tests of the process.</summary>
internal static class TestKeys
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("directory-keys-").FullName;

    [ModuleInitializer]
    public static void Make()
    {
        KeyFiles.Create(Folder, TimeProvider.System.GetUtcNow());
        BreachedPasswords.Write([], Path.Combine(Folder, "breached"));
        Environment.SetEnvironmentVariable("Keys__Certificate__Path", Path.Combine(Folder, KeyFiles.Certificate));
        Environment.SetEnvironmentVariable("Keys__SecondFactors", Path.Combine(Folder, KeyFiles.SecondFactors));
        Environment.SetEnvironmentVariable("SignIn__BreachedPasswords", Path.Combine(Folder, "breached"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
