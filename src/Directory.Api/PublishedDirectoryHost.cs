using Npgsql;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Api;

/// <summary>Runs the published directory inside the host, from its start to its stop.</summary>
internal sealed class PublishedDirectoryHost(PublishedDirectory directory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => directory.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => directory.StopAsync();
}

/// <summary>The school holidays that the host was given; none where it was given no file.</summary>
internal sealed record SchoolHolidays(SchoolCalendar? Calendar);

/// <summary>How the host makes the published directory.</summary>
internal static class PublishedDirectoryServices
{
    public static void AddPublishedDirectory(this IServiceCollection services)
    {
        services.AddSingleton(provider => DirectoryDatabase.Open(ConnectionString(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<EntryHistory>();
        services.AddSingleton<IssueReportBox>();
        services.AddSingleton(provider => new PublishedDirectory(
            new PostgresLog(provider.GetRequiredService<NpgsqlDataSource>()),
            new PublishedDirectoryOptions { SnapshotPath = Path(provider.GetRequiredService<IConfiguration>(), "DIRECTORY_SNAPSHOT") },
            provider.GetRequiredService<TimeProvider>(),
            Report(provider.GetRequiredService<ILogger<PublishedDirectory>>())));
        services.AddSingleton(provider => new SchoolHolidays(
            Path(provider.GetRequiredService<IConfiguration>(), "DIRECTORY_SCHOOL_CALENDAR") is { } path
                ? SchoolCalendar.Load(path)
                : null));
        services.AddHostedService<PublishedDirectoryHost>();
    }

    private static string ConnectionString(IConfiguration configuration) =>
        configuration.GetConnectionString("Directory")
            ?? configuration["DIRECTORY_DATABASE_API"]
            ?? configuration["DIRECTORY_DATABASE"]
            ?? throw new InvalidOperationException(
                "No database: set ConnectionStrings:Directory (appsettings) or DIRECTORY_DATABASE_API (environment). See docs/guides/operating.md.");

    // A variable that is set to nothing, as deployment files do, means no file.
    private static string? Path(IConfiguration configuration, string variable) =>
        configuration[variable] is { } path && !string.IsNullOrWhiteSpace(path) ? path : null;

    private static Action<PublishedDirectoryMessage> Report(ILogger logger) => message =>
    {
        if (message.Severity is PublishedDirectorySeverity.Warning)
        {
            Log.DirectoryWarning(logger, message.Text, message.Exception);
        }
        else
        {
            Log.Directory(logger, message.Text);
        }
    };
}
