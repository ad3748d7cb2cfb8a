using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace PublicDirectory.Core.Storage;

/// <summary>
/// The tables that are read and written as objects. Each folder maps its own (<see cref="IEntityTypeConfiguration{TEntity}"/>) and names
/// them; the schema is that of <c>schema/migrations</c>, to which a test holds this model.
/// </summary>
public sealed class DirectoryContext(DbContextOptions<DirectoryContext> options) : DbContext(options)
{
    /// <summary>Contexts on this database, made as they are needed.</summary>
    /// <param name="dataSource">From <see cref="DirectoryDatabase.Open"/>.</param>
    public static IDbContextFactory<DirectoryContext> Factory(NpgsqlDataSource dataSource) => new PooledDbContextFactory<DirectoryContext>(
        new DbContextOptionsBuilder<DirectoryContext>()
            .UseNpgsql(dataSource, npgsql => npgsql.UseNodaTime())
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options);

    /// <summary>The connection, once opened: statements of SQL on it are part of the context's transaction.</summary>
    internal NpgsqlConnection Connection() => (NpgsqlConnection)Database.GetDbConnection();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DirectoryContext).Assembly);

    /// <inheritdoc/>
    // Bounds are checks of the database, not types of its columns.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().HaveColumnType("text");
}
