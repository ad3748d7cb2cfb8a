using System.Collections.Concurrent;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class PublishedDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("directory-published-").FullName;
    private readonly FakeLog _log = new();
    private readonly ConcurrentQueue<string> _messages = [];

    private string SnapshotPath => Path.Combine(_folder, "snapshot");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Current_BeforeTheDatabaseWasRead_IsNull()
    {
        _log.SetDown(true);
        await using var directory = Create();

        await directory.StartAsync();

        Assert.Null(directory.Current);
        Assert.Equal(PictureOrigin.None, directory.Status.Origin);
    }

    [Fact]
    public async Task Start_OnAnEmptyLog_GivesAnEmptyPicture()
    {
        await using var directory = await StartedAsync();

        Assert.Equal((0, 0L), (directory.Current!.AdministrationCount, directory.Current.Sequence));
        Assert.True(directory.Status.IsConnected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the notification is lost: asking finds the change
    public async Task Publish_WhileFollowing_BecomesVisible(bool notifies)
    {
        _log.Notifies = notifies;
        await using var directory = await StartedAsync();
        var id = Guid.CreateVersion7();

        var sequence = _log.Publish(id, "Mairie de Bron");

        await SeesAsync(directory, sequence);
        Assert.Equal("Mairie de Bron", directory.Current!.Find(id)!.Name.ToString());
        Assert.Equal(A.Morning, directory.Current.LastImportedAt("sample"));
    }

    [Fact]
    public async Task Stop_OfOneThatWasLetGoOf_IsNothing()
    {
        var directory = await StartedAsync();
        await directory.DisposeAsync();

        await directory.StopAsync();
        await directory.DisposeAsync();

        Assert.NotNull(directory.Current);
    }

    [Fact]
    public async Task Publish_OfMoreThanTheOverlayHolds_LosesNothing()
    {
        await using var directory = await StartedAsync();
        var ids = Enumerable.Range(0, 400).Select(_ => Guid.CreateVersion7()).ToArray();

        foreach (var id in ids)
        {
            // A little at a time, so that folds and changes cross each other.
            await SeesAsync(directory, _log.Publish(id, $"Mairie {id}"));
        }

        for (var i = 0; i < ids.Length; i += 2)
        {
            _log.Publish(ids[i], (string?)null, version: 2);
        }

        await SeesAsync(directory, 600);
        Assert.Equal(200, directory.Current!.AdministrationCount);
        Assert.All(ids, id => Assert.Equal(Array.IndexOf(ids, id) % 2 == 0, directory.Current.Find(id) is null));
        Assert.Equal(400, directory.Current.Changes(0, 1000).Items.Count);
    }

    [Fact]
    public async Task Outage_OfTheLog_KeepsThePictureAndEndsByItself()
    {
        var id = Guid.CreateVersion7();
        var first = _log.Publish(id, "Avant");
        await using var directory = await StartedAsync();
        await SeesAsync(directory, first);

        _log.SetDown(true);
        await UntilAsync(() => !directory.Status.IsConnected);
        var sequence = _log.Publish(id, "Après", version: 2);
        Assert.Equal("Avant", directory.Current!.Find(id)!.Name.ToString());
        Assert.NotNull(directory.Status.LastError);

        _log.SetDown(false);
        await SeesAsync(directory, sequence);
        Assert.Equal("Après", directory.Current!.Find(id)!.Name.ToString());
        await UntilAsync(() => directory.Status.IsConnected);
    }

    [Fact]
    public async Task Start_WithoutTheDatabase_ServesTheSnapshot()
    {
        var id = Guid.CreateVersion7();
        var sequence = _log.Publish(id, "Mairie");
        _log.Territories = SmallCountry.Territories;
        await using (var before = await StartedAsync())
        {
            await SeesAsync(before, sequence);
        }

        _log.SetDown(true);
        await using var directory = Create();
        await directory.StartAsync();

        Assert.Equal(PictureOrigin.Snapshot, directory.Status.Origin);
        Assert.Equal("Mairie", directory.Current!.Find(id)!.Name.ToString());
        Assert.NotNull(directory.Status.Age);

        // And goes on from there when the database is back.
        _log.SetDown(false);
        await SeesAsync(directory, _log.Publish(id, "Mairie, bis", version: 2));
        Assert.Equal(PictureOrigin.Database, directory.Status.Origin);
        Assert.DoesNotContain(_messages, message => message.Contains("beginning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OnAnotherLogThanTheSnapshots_ReadsItFromItsBeginning()
    {
        var (old, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var sequence = _log.Publish(old, "De l'ancienne base");
        await using (var before = await StartedAsync())
        {
            await SeesAsync(before, sequence);
        }

        _log.StartAnew();
        _log.Publish(other, "De la nouvelle");
        await using var directory = Create();
        await directory.StartAsync();

        await UntilAsync(() => directory.Current?.Find(other) is not null);
        Assert.Null(directory.Current!.Find(old));
        Assert.Contains(_messages, message => message.Contains("beginning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OnADamagedSnapshot_SaysSoAndReadsTheDatabase()
    {
        await File.WriteAllTextAsync(SnapshotPath, "DIRECTORY PICTURE\nnot really");
        var id = Guid.CreateVersion7();
        var sequence = _log.Publish(id, "Mairie");

        await using var directory = await StartedAsync();

        await SeesAsync(directory, sequence);
        Assert.NotNull(directory.Current!.Find(id));
        Assert.Contains(_messages, message => message.Contains("cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_OfADocumentThatCannotBeRead_KeepsTheEarlierVersionAndTheOthers()
    {
        var (broken, sound) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var first = _log.Publish(broken, "Lisible");
        await using var directory = await StartedAsync();
        await SeesAsync(directory, first);

        _log.Publish(broken, "{"u8.ToArray(), version: 2);
        var sequence = _log.Publish(sound, "Autre");

        await SeesAsync(directory, sequence);
        Assert.Equal("Lisible", directory.Current!.Find(broken)!.Name.ToString());
        Assert.NotNull(directory.Current.Find(sound));
        Assert.Contains(_messages, message => message.Contains(broken.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AfterADocumentCouldNotBeRead_TriesItAgain()
    {
        _log.Publish(Guid.CreateVersion7(), "{"u8.ToArray());
        var sequence = _log.Publish(Guid.CreateVersion7(), "Autre");
        await using (var before = await StartedAsync())
        {
            await SeesAsync(before, sequence);
        }

        _messages.Clear();
        await using var directory = await StartedAsync();

        Assert.Equal(PictureOrigin.Database, directory.Status.Origin);
        Assert.Contains(_messages, message => message.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_TellsWhichEntriesDiffer()
    {
        await using var directory = await StartedAsync();
        var changes = new List<PictureChange>();
        directory.Changed += changes.Add;
        var id = Guid.CreateVersion7();

        await SeesAsync(directory, _log.Publish(id, "Mairie"));
        await UntilAsync(() => changes.Count > 0);

        Assert.Equal([id], Assert.Single(changes).ChangedEntries!);
    }

    private static async Task SeesAsync(PublishedDirectory directory, long sequence) =>
        await UntilAsync(() => directory.Current?.Sequence >= sequence);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(1, timeout.Token);
        }
    }

    private async Task<PublishedDirectory> StartedAsync()
    {
        var directory = Create();
        await directory.StartAsync();
        await directory.WaitForPictureAsync();
        return directory;
    }

    private PublishedDirectory Create() => new(
        _log,
        new PublishedDirectoryOptions
        {
            SnapshotPath = SnapshotPath,
            PollInterval = TimeSpan.FromMilliseconds(50),
            MaxRetryDelay = TimeSpan.FromMilliseconds(20),
            OverlayBound = 16,
        },
        report: message => _messages.Enqueue(message.Text));
}
