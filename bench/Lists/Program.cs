using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Lists;

// How long the extranet's lists and editor pages take on a national directory.
const string usage =
    """
    Usage: dotnet run -c Release --project bench/Lists -- CONNECTION [ROUNDS]
      CONNECTION  the owner of a database with a national import (importers migrate, territories, annuaire, fiches);
                  10,000 open change requests, 20,000 closed ones and four readers are added to it, once
      ROUNDS      how often each page is asked for after three times unmeasured; default 20
    Starts the extranet in this process, signs in, and asks for every tab, filter, order and search of « Mes fiches », the queues of
    approvers and the sections of an entry, one after the other, over HTTP on loopback. Prints the median and the worst of each. Ends
    with 1 where a median is above 200 ms for a list or 100 ms for an editor's page, a first page after the start above 800 ms, or
    signing in above 100 ms more than the check of the password.
    """;
if (args is [] or ["--help"])
{
    Console.WriteLine(usage);
    return args is [] ? 2 : 0;
}

var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
await using var owner = NpgsqlDataSource.Create(args[0]);
var (entries, requests) = await Readers.FillAsync(owner);
var ids = await Readers.EntriesAsync(owner, 100);
using var site = new Site(args[0]);
site.UseKestrel();
site.StartServer();
var missed = 0;
Console.WriteLine(
    $"{entries} entries, {requests} open requests; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; median and worst of {rounds}, in ms");

await ReadFirstAsync();
foreach (var (id, mail, sees) in Readers.All)
{
    using var agent = await Agent.SignInAsync(site, site.ClientOptions.BaseAddress, id, mail);
    Console.WriteLine($"« Mes fiches » of {sees}");
    if (id == Readers.All[0].Id)
    {
        Console.WriteLine(
            $"  {await agent.AskAsync("/extranet/fiches?ouvert=oui"),7:F1}           the first filter by today, which works the hours out");
    }

    foreach (var (name, query) in Queries())
    {
        await MeasureAsync(name, 200, () => agent.AskAsync("/extranet/fiches" + query));
    }

    await MeasureAsync("home", 200, () => agent.AskAsync("/"));
    Console.WriteLine($"  {await agent.AskAsync("/extranet/fiches/exporter"),7:F1}           the whole list as CSV");
}

using (var editor = await Agent.SignInAsync(site, site.ClientOptions.BaseAddress, Readers.All[0].Id, Readers.All[0].Mail))
{
    Console.WriteLine("Queues of approvers, of the whole country");
    foreach (var tab in new[] { "", "?onglet=urgentes", "?onglet=envois", "?onglet=traitees" })
    {
        await MeasureAsync("page " + tab, 200, () => editor.AskAsync("/extranet/validations" + tab));
    }

    Console.WriteLine("Confirmation, and the pages of an entry");
    await MeasureAsync("100 entries to confirm", 200, () => editor.AskAsync(
        "/extranet/fiches/confirmer?fiche=" + string.Join("&fiche=", ids)));
    foreach (var path in Sections.Of(EntryKind.Administration).Select(section => "/" + section.Slug).Append("").Append("/historique"))
    {
        await MeasureAsync("fiche" + path, 100, () => editor.AskAsync($"/extranet/fiches/{ids[0]}{path}"));
    }
}

var lists = site.Services.GetRequiredService<ChangeRequestLists>();
foreach (var (id, _, sees) in Readers.All)
{
    Console.WriteLine($"Change requests of {sees}, without a page around them");
    foreach (var tab in Enum.GetValues<ChangeRequestTab>())
    {
        var total = (int)(await lists.ReadAsync(id, tab, 0, 25, default)).Total;
        foreach (var offset in new[] { 0, Math.Max(0, total - 25) }.Distinct())
        {
            await MeasureAsync($"{tab}, {total}, from {offset}", 200, async () =>
            {
                var start = Stopwatch.GetTimestamp();
                await lists.ReadAsync(id, tab, offset, 25, default);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
        }
    }
}

Console.WriteLine($"Above the limit: {missed}");
return missed == 0 ? 0 : 1;

static IEnumerable<(string Name, string Query)> Queries() =>
[
    ("first page", ""),
    ("100 lines", "?taille=100"),
    ("page in the middle", "?page=1290"),
    ("last page", "?page=1000000"),
    ("last page by confirmation, from the end", "?tri=-confirmee&page=1000000"),
    ("by name, from the end", "?tri=-nom"),
    ("by confirmation", "?tri=confirmee"),
    .. "brouillons a-valider a-corriger a-confirmer urgentes retirees".Split(' ').Select(tab => ($"tab {tab}", $"?onglet={tab}")),
    ("tab a-valider, last page", "?onglet=a-valider&page=1000000"),
    ("tab a-confirmer, last page", "?onglet=a-confirmer&page=1000000"),
    ("search, common: mairie", "?q=mairie"),
    ("search, common, last page", "?q=mairie&page=1000000"),
    ("search, two words: mairie bron", "?q=mairie+bron"),
    ("search, nothing found", "?q=introuvable"),
    ("search by SIRET", "?q=21690029900016"),
    ("search in a tab", "?q=prefecture&onglet=a-valider"),
    ("département", "?departement=69"),
    ("service: mairie", "?service=mairie"),
    ("service: mairie, last page", "?service=mairie&page=1000000"),
    ("kind: demarche", "?genre=demarche"),
    ("open today", "?ouvert=oui"),
    ("open today, last page", "?ouvert=oui&page=1000000"),
    ("closed today, mairies of a département", "?ouvert=non&service=mairie&departement=69"),
];

// What the first person after a start waits for, and what sign-in takes beside the check of the password.
async Task ReadFirstAsync()
{
    var (_, mail, _) = Readers.All[0];
    await site.ReadyAsync();
    using var first = await Agent.SignInAsync(site, site.ClientOptions.BaseAddress, Readers.All[0].Id, mail);
    Console.WriteLine("First after the start");
    PrintFirst("the form of sign-in", first.Form);
    PrintFirst("signing in", first.Sent);
    foreach (var path in new[]
    {
        "/", "/extranet/fiches", $"/extranet/fiches/{ids[0]}", $"/extranet/fiches/{ids[0]}/horaires", $"/extranet/fiches/{ids[0]}/contacts",
        "/extranet/validations",
        "/mon-compte", "/aide",
    })
    {
        PrintFirst(path, await first.AskAsync(path));
    }

    var check = Agent.Check(site);
    var signIns = new List<double>();
    for (var i = 0; i < rounds; i++)
    {
        using var again = await Agent.SignInAsync(site, site.ClientOptions.BaseAddress, Readers.All[0].Id, mail);
        signIns.Add(again.Sent);
    }

    signIns.Sort();
    Console.WriteLine($"Signing in: {signIns[rounds / 2]:F1} (worst {signIns[^1]:F1}), of which the check of the password {check:F1}");
    missed += signIns[rounds / 2] - check > 100 ? 1 : 0;
}

void PrintFirst(string name, double? time)
{
    missed += time > 800 ? 1 : 0;
    Console.WriteLine($"  {time,7:F1}           {name}{(time is null ? ": no such page" : time > 800 ? "  (above 800)" : "")}");
}

async Task MeasureAsync(string name, double limit, Func<Task<double?>> ask)
{
    var times = new List<double>();
    for (var i = -3; i < rounds; i++)
    {
        if (await ask() is not { } time)
        {
            Console.WriteLine($"                    {name}: no such page");
            return;
        }

        if (i >= 0)
        {
            times.Add(time);
        }
    }

    times.Sort();
    var median = times[times.Count / 2];
    missed += median > limit ? 1 : 0;
    Console.WriteLine($"  {median,7:F1} {times[^1],7:F1}   {name}{(median > limit ? $"  (above {limit:F0})" : "")}");
}
