using System.Diagnostics;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>An importer that dies at any moment leaves the database as it was.</summary>
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int Rounds = 3;
    private const int Seed = 20260131;

    private readonly ImporterDatabase _disturbed = new();
    private readonly ImporterDatabase _undisturbed = new();

    public async Task InitializeAsync()
    {
        await _disturbed.InitializeAsync();
        await _undisturbed.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _disturbed.DisposeAsync();
        await _undisturbed.DisposeAsync();
    }

    [Fact]
    public async Task Kill_AtRandomMoments_LeavesNothingAndTheNextRunEndsAsIfUndisturbed()
    {
        var random = new Random(Seed);
        var first = _disturbed.Write("first.json", InventedAnnuaire.File(1200));
        var second = _disturbed.Write("second.json", InventedAnnuaire.File(
            Enumerable.Range(101, 1400).Select(number => InventedAnnuaire.Record(
                number, number % 3 == 0 ? $"Maison {number}, renommée" : null, type: number % 50 == 0 ? "type_inconnu" : "msap"))));
        await _disturbed.RunAsync("annuaire", first);
        var before = await _disturbed.StateAsync();

        // The last round waits for the moment before the commit, when all is written; those before it fall anywhere up
        // to there. The table's lock keeps an import that is faster than expected from ending.
        var longest = TimeSpan.FromSeconds(1);
        for (var round = 1; round <= Rounds; round++)
        {
            using var import = _disturbed.Start("annuaire", second);
            await using (await _disturbed.BlockAsync("imports"))
            {
                if (round is 1 or Rounds)
                {
                    var started = Stopwatch.GetTimestamp();
                    await _disturbed.WaitUntilBlockedAsync("imports", import);
                    longest = Stopwatch.GetElapsedTime(started);
                }
                else
                {
                    await Task.Delay(longest * random.NextDouble());
                }

                Assert.False(import.HasExited, $"round {round}: the import ended by itself: {before}");
                import.Kill();
                await import.EndAsync();
            }

            await _disturbed.WaitUntilAloneAsync();
            Assert.Equal(before, await _disturbed.StateAsync());
        }

        var (exitCode, output, _) = await _disturbed.RunAsync("annuaire", second);
        await _undisturbed.RunAsync("annuaire", first);
        await _undisturbed.RunAsync("annuaire", second);

        Assert.Equal(0, exitCode);
        Assert.Contains("300 added + ", output, StringComparison.Ordinal);
        Assert.Equal(
            await DirectoryState.DigestAsync(_undisturbed.Connection), await DirectoryState.DigestAsync(_disturbed.Connection));
    }
}
