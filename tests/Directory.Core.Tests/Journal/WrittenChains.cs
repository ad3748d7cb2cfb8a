using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Journal;

/// <summary>A database in which a change was proposed and approved two hours ago, and heads that were kept since.</summary>
public sealed class WrittenChains : IAsyncLifetime
{
    public DatabaseFixture Database { get; } = new();

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Folder { get; } = Directory.CreateTempSubdirectory("heads-").FullName;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        var then = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromHours(2);
        await Database.SetTimeAsync(then.ToDateTimeOffset());
        await using var shop = await Workshop.OpenAsync(Database);
        shop.Time.Advance(then - shop.Time.Now);
        var entry = await shop.PublishAsync(A.Mairie());
        var request = await shop.SubmittedAsync(shop.Alice, entry, 1, A.Mairie("Autre nom"));
        await shop.Approvals.ApproveAsync(shop.Bruno, request.Id, request.Revision, default);
        await Database.SetTimeAsync(null);
        await KeepAsync(shop.DataSource);
        await KeepAsync(shop.DataSource);
    }

    public async Task DisposeAsync()
    {
        Key.Dispose();
        Directory.Delete(Folder, recursive: true);
        await Database.DisposeAsync();
    }

    public KeptHeads Kept() => KeptHeads.Read(Folder, Key);

    public async Task KeepAsync(NpgsqlDataSource source)
    {
        var (at, heads) = await Chains.ReadHeadsAsync(source, TimeProvider.System, default);
        HeadFiles.Append(Folder, at, new SignedHeads(at, HeadFiles.LastDigest(Folder, Key), heads).Sign(Key));
    }
}
