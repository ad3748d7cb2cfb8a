extern alias extranet;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>The API on the sample and the extranet, listening on loopback, as a browser meets them.</summary>
public sealed class Hosts : IAsyncLifetime
{
    private readonly DatabaseFixture _database = new();
    private WebApplicationFactory<Program>? _api;
    private WebApplicationFactory<extranet::Program>? _extranet;

    public Uri Api { get; private set; } = null!;

    public Uri Extranet { get; private set; } = null!;

    public IServiceProvider ExtranetServices => _extranet!.Services;

    public DatabaseFixture Database => _database;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using (var database = _database.CreateDataSource())
        {
            await SampleDirectory.FillAsync(database, TimeProvider.System);
        }

        (_api, Api) = Start<Program>(_database.ReaderConnectionString);
        (_extranet, Extranet) = Start<extranet::Program>(_database.ConnectionString);
        await _api.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        await _extranet!.DisposeAsync();
        await _api!.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static (WebApplicationFactory<T> Factory, Uri Address) Start<T>(string connectionString)
        where T : class
    {
        var factory = new Listening<T>(connectionString);
        factory.UseKestrel(0); // a free port
        factory.StartServer();
        return (factory, factory.ClientOptions.BaseAddress);
    }

    private sealed class Listening<T>(string connectionString) : WebApplicationFactory<T>
        where T : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("ConnectionStrings:Directory", connectionString);
            builder.UseSetting("SignIn:SecureCookies", "false"); // plain HTTP
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("Shell:ApiUrl", "https://api.example.fr"); // shown only; tests ask the API where it listens
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}
