using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Outbox;

// Approves, keeps dates and sends mail as fast as it can, as nodes of the extranet do, until it is killed or its input ends.
// Arguments: connection string, port of the mail server, account that approves. Says "approved ID" once it was
// told that it is done, and "ready" after the first: what the runtime compiles is compiled by then.
await using var database = NpgsqlDataSource.Create(args[0]);
var options = new ChangeRequestOptions
{
    ExtranetUrl = () => new Uri("https://extranet.example.fr"),
    Outbox =
        new OutboxOptions { Host = "127.0.0.1", Port = int.Parse(args[1], null), From = "annuaire@example.fr", Security = MailSecurity.None },
};
var approver = Guid.Parse(args[2]);
using var end = new CancellationTokenSource();
var approvals = new Approvals(database, TimeProvider.System, options);
var clock = new ChangeRequestClock(database, TimeProvider.System, options);
var outbox = new OutboxSender(database, TimeProvider.System, options.Outbox, text => text);
var input = Task.Run(() =>
{
    Console.In.ReadToEnd();
    end.Cancel();
});
await Task.WhenAll(ApproveAsync(), RepeatAsync(() => clock.RunOnceAsync(default)), RepeatAsync(() => outbox.SendDueAsync(default)), input);
return;

async Task ApproveAsync()
{
    var isReady = false;
    while (!end.IsCancellationRequested)
    {
        var waiting = await WaitingAsync();
        foreach (var (id, revision) in waiting)
        {
            if ((await approvals.ApproveAsync(approver, id, revision, default)).IsDone)
            {
                Console.WriteLine($"approved {id}");
            }

            SayReady();
        }

        SayReady();
        await Task.Delay(waiting.Count == 0 ? 20 : 0);
    }

    void SayReady()
    {
        if (!isReady)
        {
            Console.WriteLine("ready");
            isReady = true;
        }
    }
}

async Task<List<(Guid Id, int Revision)>> WaitingAsync()
{
    await using var command = database.CreateCommand(
        "select id, revision from change_requests where state = 'submitted' order by random() limit 5");
    await using var reader = await command.ExecuteReaderAsync();
    var waiting = new List<(Guid, int)>();
    while (await reader.ReadAsync())
    {
        waiting.Add((reader.GetGuid(0), reader.GetInt32(1)));
    }

    return waiting;
}

async Task RepeatAsync(Func<Task> round)
{
    while (!end.IsCancellationRequested)
    {
        await round();
        await Task.Delay(5);
    }
}
