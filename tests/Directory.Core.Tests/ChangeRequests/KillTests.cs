using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>A process killed at any moment (SIGKILL: it cannot tidy up) leaves each change wholly in or out, and no mail lost.</summary>
public sealed class KillTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly int Kills = Trials.Of("DIRECTORY_KILLS", 2);

    // More than the killed processes get through.
    private static readonly int Requests = 20 + (Kills * 20);
    private static readonly int Urgent = 10 + (Kills * 5);

    // In or out: the state, the version, the event, the line in the journal and the mail to the author agree.
    private const string HalfDone =
        """
        select count(*) from (
            select r.id, r.state = 'published' as is_in,
                (select count(*) from entry_versions v where v.change_request_id = r.id) as versions,
                (select count(*) from change_request_events e where e.request_id = r.id and e.move = 'publish') as events,
                (select count(*) from journal j where j.object_id = r.id and j.action = 'change_request.publish') as lines,
                (select count(*) from outbox_mails m where m.account_id = r.author_id and strpos(m.body, r.id::text) > 0) as mails
            from change_requests r where r.path = 'standard') x
        where versions <> is_in::int or events <> is_in::int or lines <> is_in::int or mails <> is_in::int
        """;

    private const string HalfEnded =
        """
        select count(*) from change_requests r where r.path = 'urgent' and (r.state = 'expired')::int + 1
            <> (select count(*) from entry_versions v where v.change_request_id = r.id)
        """;

    private readonly ConcurrentDictionary<Guid, bool> _acknowledged = new();
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Processes_KilledWhilePublishingAndSending_LeaveNothingHalfDoneNorLost()
    {
        await PrepareAsync();
        await using var sink = SmtpSink.Start();
        var chance = new Random(2026);
        for (var i = 0; i < Kills; i++)
        {
            using var worker = await WorkerAsync(sink.Port);
            await Task.Delay(chance.Next(0, 100));
            worker.Kill();
            await worker.WaitForExitAsync();

            Assert.Equal("0", await _shop.ScalarAsync(HalfDone));
            Assert.Equal("0", await _shop.ScalarAsync(HalfEnded));
        }

        var publishedUnderFire =
            long.Parse((await _shop.ScalarAsync("select count(*) from change_requests where state = 'published'"))!, null);
        using (var last = await WorkerAsync(sink.Port))
        {
            await Eventually.HoldsAsync(async () => await _shop.ScalarAsync(
                """
                select (select count(*) from change_requests where state in ('submitted', 'published_urgently'))
                    + (select count(*) from outbox_mails where sent_at is null and digest_id is null)
                """) == "0");
            last.StandardInput.Close();
            await last.WaitForExitAsync();
        }

        // It was under fire, and not only afterwards, that things happened.
        Assert.InRange(publishedUnderFire, 1, Requests);
        Assert.NotEmpty(_acknowledged);
        Assert.Equal("0", await _shop.ScalarAsync(HalfDone));
        Assert.Equal("0", await _shop.ScalarAsync(HalfEnded));
        foreach (var id in _acknowledged.Keys)
        {
            Assert.Equal("published", await _shop.ScalarAsync($"select state from change_requests where id = '{id}'"));
        }

        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
        var received = sink.Mails.Where(mail => mail.IsWhole).GroupBy(mail => mail.Headers["Message-ID"]).ToList();
        Assert.Equal(
            await _shop.ScalarAsync("select count(*) from outbox_mails where digest_id is null"),
            received.Count.ToString(null as IFormatProvider));
        // Twice at the most for each kill: what was being sent at that moment.
        Assert.InRange(received.Sum(copies => copies.Count() - 1), 0, Kills);
    }

    private async Task PrepareAsync()
    {
        for (var i = 0; i < Requests; i++)
        {
            var entry = await _shop.PublishAsync(A.Mairie($"Mairie {i}"));
            await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie($"Mairie {i}"), "+33400000001"));
        }

        for (var i = 0; i < Urgent; i++)
        {
            var entry = await _shop.PublishAsync(A.Mairie($"Annexe {i}"));
            await _shop.UrgentAsync(entry, 1, A.Mairie($"Annexe {i}") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
        }

        // The workshop's clock stands in the past: for the processes, on the real one, the ends have come.
        await _shop.ScalarAsync("delete from outbox_mails");
    }

    private async Task<Process> WorkerAsync(int port)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "worker", "PublicDirectory.Worker.dll");
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [program, database.ConnectionString, port.ToString(null as IFormatProvider), _shop.Bruno.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var ready = new TaskCompletionSource();
        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line == "ready")
                {
                    ready.SetResult();
                }
                else if (line.Split(' ') is ["approved", { Length: 36 } id])
                {
                    _acknowledged[Guid.Parse(id)] = true;
                }
            }

            ready.TrySetException(new InvalidOperationException("The process ended before it was ready; see its error output."));
        });
        await ready.Task;
        return process;
    }
}
