using Npgsql;

namespace PublicDirectory.Core.Storage;

/// <summary>The directory's database as programs reach it: one pool, shared by SQL and by <see cref="DirectoryContext"/>.</summary>
public static class DirectoryDatabase
{
    /// <summary>Opens the pool; no connection is made yet.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <returns>To be disposed of by the caller.</returns>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseNodaTime();
        return builder.Build();
    }
}
