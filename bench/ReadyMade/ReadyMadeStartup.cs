using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PublicDirectory.ReadyMade;

/// <summary>
/// Adds <see cref="ReadyMadeAnswers"/> to the API that is measured, without a word about it in the API itself:
/// <c>DOTNET_STARTUP_HOOKS</c> loads this assembly, <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> names it.
/// </summary>
public sealed class ReadyMadeStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, ReadyMadeAnswers>());
}
