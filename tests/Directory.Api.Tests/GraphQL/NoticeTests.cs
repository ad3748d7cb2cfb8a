using NodaTime;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>What editors say beside the hours: messages, who answers for the entry, when one waits.</summary>
public sealed class NoticeTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private const string Question =
        """
        query ($id: ID!, $at: DateTime) {
          administration(id: $id) {
            notices(at: $at) { level title body until suspendsReception }
            openState(at: $at) { status label changesAt }
            responsible { name administration { name } }
            peakTimes { days from to level }
          }
        }
        """;

    [Fact]
    public async Task Administration_WithASuspension_IsClosedWhileItIsShown()
    {
        var (id, unit) = (Guid.CreateVersion7(), await api.IdAsync("mairie-69266"));
        await api.PublishAsync(id, 0, A.Mairie("Guichet en travaux") with
        {
            ExternalIds = [],
            OpeningHours = new OpeningSchedule
            {
                Regular =
                    [new RegularPeriod { Days = Weekdays.Of(IsoDayOfWeek.Monday), Opens = new ClockTime(540), Closes = new ClockTime(
                        1020) }],
            },
            Notices =
            [
                new Notice
                {
                    Level = NoticeLevel.Urgent,
                    Title = "Accueil suspendu",
                    Body = "Fuite d'eau.",
                    Until = DirectoryApi.Now.Plus(Duration.FromHours(2)),
                    SuspendsReception = true,
                },
                new Notice { Title = "Demain seulement", From = DirectoryApi.Now.Plus(Duration.FromDays(1)) },
            ],
            Responsible = new ResponsibleUnit("Service de l'accueil", unit),
            PeakTimes = [new PeakTime(Weekdays.Of(IsoDayOfWeek.Monday), new ClockTime(540), new ClockTime(660), PeakLevel.High)],
        });
        await api.UntilNamedAsync(id, "Guichet en travaux");

        var now = (await api.DataAsync(Question, new { id })).GetProperty("administration");
        var later = (await api.DataAsync(Question, new { id, at = "2026-03-02T13:00:00+01:00" })).GetProperty("administration");

        Json.AssertEqual(
            """
            {
              "notices": [{ "level": "URGENT", "title": "Accueil suspendu", "body": "Fuite d'eau.", "until": "2026-03-02T11:00:00Z", "suspendsReception": true }],
              "openState": { "status": "CLOSED", "label": "Accueil suspendu", "changesAt": "2026-03-02T12:00:00+01:00" },
              "responsible": { "name": "Service de l'accueil", "administration": { "name": "Mairie - Villeurbanne" } },
              "peakTimes": [{ "days": ["MONDAY"], "from": "09:00", "to": "11:00", "level": "HIGH" }]
            }
            """,
            now);
        Assert.Empty(later.GetProperty("notices").EnumerateArray());
        Assert.Equal("OPEN", later.Text("openState", "status"));
    }

    [Fact]
    public async Task Notice_ShownByTwoCounters_HasOneKeyAndAnotherOnceAnythingChanges()
    {
        var notice =
            new Notice { Title = "Grève nationale", Body = "Accueil réduit.", Until = DirectoryApi.Now.Plus(Duration.FromDays(1)) };
        var keys = new List<string>();
        foreach (var said in new[] { notice, notice, notice with { Body = "Accueil fermé." }, notice with { Level = NoticeLevel.Urgent } })
        {
            var id = Guid.CreateVersion7();
            await api.PublishAsync(id, 0, A.Mairie($"Guichet {id}") with { ExternalIds = [], Notices = [said] });
            await api.UntilNamedAsync(id, $"Guichet {id}");
            keys.Add((await api.DataAsync("query ($id: ID!) { administration(id: $id) { notices { key } } }", new { id }))
                .At("administration", "notices")[0].Text("key"));
        }

        Assert.StartsWith("notice-", keys[0], StringComparison.Ordinal);
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public async Task Administration_ThatSaysNothing_HasNone()
    {
        var data = (await api.DataAsync(Question, new { id = await api.IdAsync("mairie-69266") })).GetProperty("administration");

        Assert.Empty(data.GetProperty("notices").EnumerateArray());
        Assert.Empty(data.GetProperty("peakTimes").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("responsible").ValueKind);
    }
}
