extern alias extranet;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>The API on the sample and the extranet, listening on loopback, as a browser meets them; one pair for a collection.</summary>
public sealed class Hosts : IAsyncLifetime
{
    private readonly DatabaseFixture _database = new();
    private readonly Dictionary<string, ExtranetNode> _looks = [];
    private WebApplicationFactory<Program>? _api;

    public Uri Api { get; private set; } = null!;

    /// <summary>Knows where the API listens; a password is enough for every right.</summary>
    public Uri Extranet => InLook("Neutre");

    public IServiceProvider ExtranetServices => NodeInLook("Neutre").Services;

    public DatabaseFixture Database => _database;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using (var database = NpgsqlDataSource.Create(_database.OwnerConnectionString))
        {
            await SampleDirectory.FillAsync(database, TimeProvider.System);
        }

        _api = new Listening<Program>(_database.ReaderConnectionString);
        _api.UseKestrel();
        _api.StartServer();
        Api = _api.ClientOptions.BaseAddress;
        await _api.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _looks.Values)
        {
            await node.DisposeAsync();
        }

        await _api!.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Where the extranet of this look listens: Neutre or Dsfr.</summary>
    public Uri InLook(string theme) => NodeInLook(theme).Address;

    /// <summary>
    /// Another node of the extranet on the same database; the caller stops it. With a clock of its own it lives at another time, and looks
    /// often what has come due.
    /// </summary>
    public ExtranetNode StartExtranet(TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var factory = new Listening<extranet::Program>(
            _database.ConnectionStringOf("extranet"),
            clock,
            [
                ("Shell:ApiUrl", Api.ToString()), ("SignIn:SecondFactorFor", " "),
                .. clock is null ? settings : settings.Append(("Workflow:ClockInterval", "00:00:00.1")),
            ]);
        factory.UseKestrel();
        factory.StartServer();
        return new ExtranetNode(factory, factory.ClientOptions.BaseAddress);
    }

    private ExtranetNode NodeInLook(string theme) =>
        _looks.TryGetValue(theme, out var node) ? node : _looks[theme] = StartExtranet(settings: ("Shell:Theme", theme));

    private sealed class Listening<T>(string connectionString, TimeProvider? clock = null, params (string Name, string Value)[] settings)
        : WebApplicationFactory<T>
        where T : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("ConnectionStrings:Directory", connectionString);
            builder.UseSetting("SignIn:SecureCookies", "false"); // plain HTTP
            builder.UseSetting("Urls", "http://127.0.0.1:0"); // a free port; UseKestrel(0) races with the start (dotnet/aspnetcore#67714)
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureTestServices(services =>
            {
                // What it costs to hash is no matter here; that it is done is.
                services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }
            });

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
