extern alias extranet;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
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
        await using (var database = NpgsqlDataSource.Create(_database.OwnerConnectionString))
        {
            await SampleDirectory.FillAsync(database, TimeProvider.System);
        }

        (_api, Api) = Start<Program>(_database.ReaderConnectionString);
        (_extranet, Extranet) = Start<extranet::Program>(_database.ConnectionStringOf("extranet"));
        await _api.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        await _extranet!.DisposeAsync();
        await _api!.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>
    /// Another node of the extranet on the same database, which knows where the API listens and where a password is enough; the caller stops
    /// it. With a clock of its own it lives at another time.
    /// </summary>
    public ExtranetNode StartExtranet(TimeProvider? clock = null, string theme = "Neutre")
    {
        var factory = new Listening<extranet::Program>(
            _database.ConnectionStringOf("extranet"), clock, ("Shell:ApiUrl", Api.ToString()), ("SignIn:SecondFactorFor", " "), ("Workflow:ClockInterval", "00:00:00.1"),
            ("Shell:Theme", theme));
        factory.UseKestrel();
        factory.StartServer();
        return new ExtranetNode(factory, factory.ClientOptions.BaseAddress);
    }

    private static (WebApplicationFactory<T> Factory, Uri Address) Start<T>(string connectionString)
        where T : class
    {
        var factory = new Listening<T>(connectionString);
        factory.UseKestrel();
        factory.StartServer();
        return (factory, factory.ClientOptions.BaseAddress);
    }

    private sealed class Listening<T>(string connectionString, TimeProvider? clock = null, params (string Name, string Value)[] settings)
        : WebApplicationFactory<T>
        where T : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("ConnectionStrings:Directory", connectionString);
            builder.UseSetting("SignIn:SecureCookies", "false"); // plain HTTP
            builder.UseSetting("SignIn:SecondFactorFor", "approve administer"); // editors come in with a password; second factors have tests of their own
            builder.UseSetting("Urls", "http://127.0.0.1:0"); // a free port; UseKestrel(0) races with the start (dotnet/aspnetcore#67714)
            builder.UseSetting("Shell:ApiUrl", "https://api.example.fr"); // shown only; tests ask the API where it listens
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            if (clock is not null)
            {
                builder.ConfigureTestServices(services => services.AddSingleton(clock));
            }

            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}

/// <summary>A node of the extranet that a test starts and stops.</summary>
public sealed class ExtranetNode(WebApplicationFactory<extranet::Program> factory, Uri address) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public IServiceProvider Services => factory.Services;

    public ValueTask DisposeAsync() => factory.DisposeAsync();
}

/// <summary>The real time, some time later.</summary>
public sealed class LaterClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
