using Npgsql;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Bench;

/// <summary>Reads once what is published in the database of <c>DIRECTORY_DATABASE_API</c>.</summary>
internal static class PictureLoader
{
    public static string Connection => Environment.GetEnvironmentVariable("DIRECTORY_DATABASE_API")
        ?? throw new InvalidOperationException("DIRECTORY_DATABASE_API is not set.");

    public static async Task<Picture> LoadAsync()
    {
        await using var dataSource = NpgsqlDataSource.Create(Connection);
        var directory = new PublishedDirectory(new PostgresLog(dataSource), new PublishedDirectoryOptions());
        await directory.StartAsync();
        await directory.WaitForPictureAsync();
        var picture = directory.Current!;
        await directory.StopAsync();
        return picture;
    }
}
