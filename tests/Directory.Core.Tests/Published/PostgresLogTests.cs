using System.Diagnostics;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class PostgresLogTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Publish_InTheDatabase_IsVisibleWithinASecondAndByNotification()
    {
        // A poll this rare cannot be what finds the change.
        await using var source = NpgsqlDataSource.Create(database.ReaderConnectionString);
        await using var directory = await StartedAsync(source, TimeSpan.FromMinutes(10));
        var id = Guid.CreateVersion7();

        await PublishAsync(id, "Mairie de Bron");
        var watch = Stopwatch.StartNew();
        await UntilAsync(() => directory.Current!.Find(id) is not null);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1_000);
        Assert.Equal("Mairie de Bron", directory.Current!.Find(id)!.Name.ToString());
        Assert.True(directory.Current.Sequence > 0);
    }

    [Fact]
    public async Task Publish_OfATombstone_RemovesTheEntryAndShowsInTheFeed()
    {
        await using var source = NpgsqlDataSource.Create(database.ReaderConnectionString);
        await using var directory = await StartedAsync(source, TimeSpan.FromSeconds(1));
        var id = Guid.CreateVersion7();
        await PublishAsync(id, "Bureau fermé");
        await UntilAsync(() => directory.Current!.Find(id) is not null);

        await PublishAsync(id, null, baseVersion: 1);

        await UntilAsync(() => directory.Current!.Find(id) is null);
        var change = directory.Current!.Changes(directory.Current.Sequence - 1).Items.Single();
        Assert.Equal((id, ChangeKind.Removed, 2), (change.EntryId, change.Kind, change.Version));
    }

    [Fact]
    public async Task Outage_OfTheServer_KeepsThePictureAndPicksUpWhatWasPublished()
    {
        await using var source = NpgsqlDataSource.Create(database.ReaderConnectionString);
        await using var directory = await StartedAsync(source, TimeSpan.FromSeconds(5));
        var (before, after) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAsync(before, "Avant la panne");
        await UntilAsync(() => directory.Current!.Find(before) is not null);

        await database.AllowConnectionsAsync(false);
        await database.DropConnectionsAsync();
        await UntilAsync(() => !directory.Status.IsConnected);
        Assert.NotNull(directory.Current!.Find(before));

        await database.AllowConnectionsAsync(true);
        await PublishAsync(after, "Après la panne");
        await UntilAsync(() => directory.Current!.Find(after) is not null);
        Assert.NotNull(directory.Current!.Find(before));
        await UntilAsync(() => directory.Status.IsConnected);
    }

    [Fact]
    public async Task Connections_Dropped_AreMadeAgain()
    {
        await using var source = NpgsqlDataSource.Create(database.ReaderConnectionString);
        await using var directory = await StartedAsync(source, TimeSpan.FromMinutes(10));
        var id = Guid.CreateVersion7();

        await database.DropConnectionsAsync();
        await PublishAsync(id, "Publiée entre deux connexions");

        await UntilAsync(() => directory.Current!.Find(id) is not null);
    }

    private static async Task<PublishedDirectory> StartedAsync(NpgsqlDataSource source, TimeSpan pollInterval)
    {
        var directory = new PublishedDirectory(
            new PostgresLog(source),
            new PublishedDirectoryOptions { PollInterval = pollInterval, MaxRetryDelay = TimeSpan.FromMilliseconds(200) });
        await directory.StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await directory.WaitForPictureAsync(timeout.Token);
        return directory;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(1, timeout.Token);
        }
    }

    private async Task PublishAsync(Guid id, string? name, int baseVersion = 0)
    {
        // A pool may still hold connections that an outage has ended.
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var context = new PublicationContext
        {
            Path = PublicationPath.Import,
            Author = "test",
            Source = Sources.Sample.Code,
            At = A.Morning + Duration.FromDays(baseVersion),
        };
        var publisher = await Publisher.BeginAsync(connection, context, CancellationToken.None);
        // Not a conditional expression: its null would be an empty array, which is no tombstone.
        ReadOnlyMemory<byte>? document = null;
        if (name is not null)
        {
            document = DocumentJson.Write(A.Mairie(name));
        }

        await publisher.PublishAsync(
            [new Publication(id, EntryKind.Administration, baseVersion, document, true)], CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }
}
