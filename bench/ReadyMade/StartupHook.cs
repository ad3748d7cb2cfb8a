using PublicDirectory.ReadyMade;

[assembly: Microsoft.AspNetCore.Hosting.HostingStartup(typeof(ReadyMadeStartup))]

/// <summary>
/// Brings this assembly into the API's process, where the host then finds <see cref="ReadyMadeStartup"/> by its name.
/// The runtime demands this name, outside any namespace, and calls it for every path in <c>DOTNET_STARTUP_HOOKS</c>.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // Being loaded is all there is to do.
    }
}
