using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Journal;

/// <summary>
/// A journal of three lines every 31 days for fourteen months, a signed head after each three; tests work on copies of it.
/// </summary>
public sealed class WrittenYear : IAsyncLifetime
{
    private readonly DatabaseFixture _database = new();

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Folder { get; } = Directory.CreateTempSubdirectory("cut-").FullName;

    public string Heads => Path.Combine(Folder, "heads");

    public Instant Now { get; } = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    public KeptHeads Kept => KeptHeads.Read(Heads, Key);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var owner = NpgsqlDataSource.Create(_database.OwnerConnectionString);
        for (var month = 14; month >= 0; month--)
        {
            await _database.SetTimeAsync((Now - Duration.FromDays(31 * month)).ToDateTimeOffset());
            await WriteAsync(owner, 3);
            await KeepAsync(owner, Now - Duration.FromDays(31 * month));
        }

        await _database.SetTimeAsync(null);
    }

    public async Task DisposeAsync()
    {
        Key.Dispose();
        Directory.Delete(Folder, recursive: true);
        await _database.DisposeAsync();
    }

    public Task<DatabaseCopy> CopyAsync() => _database.CopyAsync();

    /// <summary>The signed line that names a link.</summary>
    public string HeadAt(long sequence) => HeadFiles.Lines(Heads).Select(item => item.Line)
        .First(line => SignedHeads.Read(line, Key).Heads.Any(head => head.Chain == Chains.Journal && head.Sequence == sequence));

    public async Task KeepAsync(NpgsqlDataSource source, Instant at)
    {
        var (_, heads) = await Chains.ReadHeadsAsync(source, TimeProvider.System, default);
        HeadFiles.Append(Heads, at, new SignedHeads(at, HeadFiles.LastDigest(Heads, Key), heads).Sign(Key));
    }

    public static async Task WriteAsync(NpgsqlDataSource source, int lines)
    {
        await using var connection = await source.OpenConnectionAsync();
        for (var i = 0; i < lines; i++)
        {
            await JournalLog.WriteAsync(
                connection,
                new JournalEntry(null, "entry.confirmed", "entry", Guid.NewGuid(), new Dictionary<string, string?> { ["a"] = "é" }),
                default);
        }
    }
}
