using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class OpeningHoursTests(DirectoryApi api)
{
    [Fact]
    public async Task OpeningHours_OfAMairie_AreItsRulesItsDaysAndItsSentence()
    {
        var hours = await HoursAsync(
            "mairie-69266",
            """
            timeZone comment summary
            regular { days opens closes from to byAppointment note }
            unread { days text }
            days(count: 2) { date isKnown publicHoliday reason slots { opens closes byAppointment } }
            """);

        Json.AssertEqual(
            """
            {
              "timeZone": "Europe/Paris", "comment": null,
              "summary": "Le lundi de 10 h à 17 h ; du mardi au vendredi de 8 h 30 à 17 h ; le samedi de 9 h à 12 h ; fermé les jours fériés",
              "regular": [
                { "days": ["MONDAY"], "opens": "10:00", "closes": "17:00", "from": null, "to": null, "byAppointment": false, "note": null },
                { "days": ["TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"], "opens": "08:30", "closes": "17:00", "from": null, "to": null, "byAppointment": false, "note": null },
                { "days": ["SATURDAY"], "opens": "09:00", "closes": "12:00", "from": null, "to": null, "byAppointment": false, "note": null }
              ],
              "unread": [],
              "days": [
                { "date": "2026-03-02", "isKnown": true, "publicHoliday": null, "reason": null, "slots": [{ "opens": "10:00", "closes": "17:00", "byAppointment": false }] },
                { "date": "2026-03-03", "isKnown": true, "publicHoliday": null, "reason": null, "slots": [{ "opens": "08:30", "closes": "17:00", "byAppointment": false }] }
              ]
            }
            """,
            hours);
    }

    [Fact]
    public async Task OpeningHours_OfATextThatCannotBeRead_KeepItAndLeaveItsDayUnknown()
    {
        var hours = await HoursAsync(
            "mairie-69266-cusset",
            """unread { days text } days(from: "2026-03-06", count: 2) { date isKnown reason slots { opens } }""");

        Json.AssertEqual(
            """
            {
              "unread": [{ "days": ["SATURDAY"], "text": "Le samedi matin des semaines impaires" }],
              "days": [
                { "date": "2026-03-06", "isKnown": true, "reason": null, "slots": [] },
                { "date": "2026-03-07", "isKnown": false, "reason": "Horaires à vérifier : le samedi matin des semaines impaires", "slots": [] }
              ]
            }
            """,
            hours);
    }

    [Fact]
    public async Task Days_OnPublicHolidays_FollowThePolicyOfEachCounter()
    {
        const string Days = """days(from: "2026-05-01", count: 1) { date isKnown publicHoliday reason slots { opens closes } }""";

        Json.AssertEqual(
            """{ "days": [{ "date": "2026-05-01", "isKnown": true, "publicHoliday": "1er mai", "reason": "Jour férié (1er mai) : fermé", "slots": [] }] }""",
            await HoursAsync("mairie-69266", Days));
        Json.AssertEqual(
            """
            { "days": [{ "date": "2026-05-01", "isKnown": false, "publicHoliday": "1er mai", "reason": "Jour férié (1er mai) : ouverture à confirmer",
              "slots": [{ "opens": "08:30", "closes": "12:00" }, { "opens": "13:30", "closes": "17:30" }] }] }
            """,
            await HoursAsync("mairie-69282", Days)); // nobody says
        Json.AssertEqual(
            """{ "days": [{ "date": "2026-05-01", "isKnown": true, "publicHoliday": "1er mai", "reason": null, "slots": [{ "opens": "00:00", "closes": "24:00" }] }] }""",
            await HoursAsync("commissariat-69266", Days)); // as usual
    }

    [Fact]
    public async Task Days_OfAHolidayOfGuyane_AreThatOfGuyaneOnly()
    {
        const string Days = """timeZone days(from: "2026-06-10", count: 1) { publicHoliday }"""; // abolition of slavery

        var cayenne = await HoursAsync("mairie-97302", Days);
        var villeurbanne = await HoursAsync("mairie-69266", Days);

        Assert.Equal("America/Cayenne", cayenne.Text("timeZone"));
        Assert.Contains("esclavage", cayenne.At("days")[0].Text("publicHoliday"), StringComparison.Ordinal);
        Assert.Equal("Europe/Paris", villeurbanne.Text("timeZone"));
        Assert.Equal(JsonValueKind.Null, villeurbanne.At("days")[0].At("publicHoliday").ValueKind);
    }

    [Fact]
    public async Task Days_ByDefault_AreSevenFromTodayThere()
    {
        // 00:30 on the 3rd in Paris is still 20:30 on the 2nd in Cayenne.
        var clock = new TestClock(NodaTime.Instant.FromUtc(2026, 3, 2, 23, 30));
        using var client = api.StartHost(clock: clock).CreateClient();
        const string Query =
            """
            {
              paris: administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openingHours { days { date } } }
              cayenne: administration(externalId: {scheme: "SAMPLE", value: "mairie-97302"}) { openingHours { days { date } } }
            }
            """;
        JsonElement data = default;
        await DirectoryApi.UntilAsync(async () => (await DirectoryApi.AskAsync(client, Query)).TryGetProperty("data", out data));

        Assert.Equal("2026-03-03 2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08 2026-03-09", Dates("paris"));
        Assert.Equal("2026-03-02 2026-03-03 2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08", Dates("cayenne"));

        string Dates(string place) => string.Join(' ', data.At(place, "openingHours", "days").Strings("date"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(62, 62)]
    [InlineData(63, null)]
    [InlineData(-1, null)]
    public async Task Days_Count_IsBounded(int count, int? given)
    {
        var answer = await api.AskAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openingHours { days(count: {{count}}) { date } } } }""");

        if (given is null)
        {
            Assert.Equal($"« count » vaut {count} : il doit être compris entre 0 et 62 jours.", answer.At("errors")[0].Message());
            Assert.Equal("BAD_USER_INPUT", answer.At("errors")[0].Code());
            return;
        }

        Assert.Equal(given, answer.At("data", "administration", "openingHours", "days").GetArrayLength());
    }

    [Theory]
    [InlineData("1949-12-31", false)]
    [InlineData("1950-01-01", true)]
    [InlineData("2150-12-31", true)]
    [InlineData("2151-01-01", false)]
    [InlineData("9999-12-31", false)]
    public async Task Days_From_IsBounded(string from, bool isAnswered)
    {
        var answer = await api.AskAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openingHours { days(from: "{{from}}", count: 62) { date } } } }""");

        Assert.Equal(isAnswered, !answer.TryGetProperty("errors", out var errors));
        if (!isAnswered)
        {
            Assert.Equal("BAD_USER_INPUT", errors[0].Code());
        }
    }

    [Theory]
    [InlineData("69266")]
    [InlineData("2026-02-30")]
    [InlineData("02/03/2026")]
    public async Task Days_FromThatIsNoDate_SaysWhatADateIs(string from)
    {
        var error = await api.ErrorAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openingHours { days(from: "{{from}}") { date } } } }""");

        Assert.Contains("n'est pas une date du calendrier : écrivez par exemple 2026-03-02.", error.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpeningHours_Season_ShowsItsDates()
    {
        var hours = await HoursAsync(
            "mairie-69244",
            """regular { from to closes } days(from: "2026-08-31", count: 2) { slots { closes } }""");

        Json.AssertEqual(
            """
            {
              "regular": [
                { "from": "2026-09-01", "to": "2027-06-30", "closes": "17:00" },
                { "from": "2026-07-01", "to": "2026-08-31", "closes": "14:00" }
              ],
              "days": [{ "slots": [{ "closes": "14:00" }] }, { "slots": [{ "closes": "17:00" }] }]
            }
            """,
            hours);
    }

    [Fact]
    public async Task OpeningHours_OnlyAComment_AreNotKnown() => Json.AssertEqual(
        """
        {
          "summary": "Horaires non connus", "regular": [],
          "comment": "Ouverture selon l'arrivée des pirogues : téléphonez avant de venir.",
          "days": [{ "isKnown": false, "reason": "Horaires non connus", "slots": [] }]
        }
        """,
        await HoursAsync("mairie-97356", "summary regular { opens } comment days(count: 1) { isKnown reason slots { opens } }"));

    [Theory]
    [InlineData("mairie-69266", "2026-03-02T09:59:59+01:00", "CLOSED", "2026-03-02T10:00:00+01:00", "Fermé, ouvre à 10 h")]
    [InlineData("mairie-69266", "2026-03-02T10:00:00+01:00", "OPEN", "2026-03-02T17:00:00+01:00", "Ouvert jusqu'à 17 h")] // opening is included
    [InlineData("mairie-69266", "2026-03-02T16:59:59+01:00", "OPEN", "2026-03-02T17:00:00+01:00", "Ouvert jusqu'à 17 h")]
    [InlineData("mairie-69266", "2026-03-02T17:00:00+01:00", "CLOSED", "2026-03-03T08:30:00+01:00", "Fermé, ouvre demain à 8 h 30")] // closing is not
    [InlineData("mairie-69266", "2026-03-02T16:00:00Z", "CLOSED", "2026-03-03T08:30:00+01:00", "Fermé, ouvre demain à 8 h 30")] // the same instant
    [InlineData("mairie-69266", "2026-03-28T11:00:00+01:00", "OPEN", "2026-03-28T12:00:00+01:00", "Ouvert jusqu'à 12 h")]
    [InlineData("mairie-69266", "2026-03-28T12:00:00+01:00", "CLOSED", "2026-03-30T10:00:00+02:00", "Fermé, ouvre lundi à 10 h")] // summer time begins between
    [InlineData(
        "mairie-69266", "2026-05-01T10:00:00+02:00", "CLOSED", "2026-05-02T09:00:00+02:00",
        "Fermé, jour férié (1er mai), ouvre demain à 9 h")]
    [InlineData("mairie-69282", "2026-05-01T10:00:00+02:00", "UNKNOWN", null, "Jour férié (1er mai) : ouverture à confirmer")]
    [InlineData(
        "mairie-69266-cusset", "2026-03-07T10:00:00+01:00", "UNKNOWN", null, "Horaires à vérifier : le samedi matin des semaines impaires")]
    [InlineData("mairie-69266-cusset", "2026-03-06T10:00:00+01:00", "CLOSED", null, "Fermé, prochaine ouverture à vérifier")]
    [InlineData("mairie-69141", "2026-03-02T10:00:00+01:00", "UNKNOWN", null, "Horaires non connus")]
    [InlineData(
        "prefecture-69", "2026-03-02T10:00:00+01:00", "OPEN_BY_APPOINTMENT", "2026-03-02T12:00:00+01:00",
        "Ouvert sur rendez-vous jusqu'à 12 h")]
    [InlineData("commissariat-69266", "2026-05-01T03:00:00+02:00", "OPEN", null, "Ouvert, 24 h sur 24")]
    [InlineData("mairie-97302", "2026-03-02T10:00:00+01:00", "CLOSED", "2026-03-02T07:30:00-03:00", "Fermé, ouvre à 7 h 30")] // 06:00 there
    [InlineData("mairie-97302", "2026-03-02T07:30:00-03:00", "OPEN", "2026-03-02T13:30:00-03:00", "Ouvert jusqu'à 13 h 30")]
    public async Task OpenState_AtAnInstant_IsThatOfTheCountersOwnClock(
        string key, string at, string status, string? changesAt, string label)
    {
        var data = await api.DataAsync(
            """
            query ($key: String!, $at: DateTime!) {
              administration(externalId: {scheme: "SAMPLE", value: $key}) { openState(at: $at) { status changesAt label } }
            }
            """,
            new { key, at });

        var state = data.At("administration", "openState");
        Assert.Equal((status, changesAt, label), (state.Text("status"), state.At("changesAt").GetString(), state.Text("label")));
    }

    [Fact]
    public async Task OpenState_WithoutAnInstant_IsNow()
    {
        var data = await api.DataAsync(
            """{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openState { status changesAt label } } }""");

        Json.AssertEqual(
            """{ "administration": { "openState": { "status": "OPEN", "changesAt": "2026-03-02T17:00:00+01:00", "label": "Ouvert jusqu'à 17 h" } } }""",
            data);
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T10:00:00")] // where?
    [InlineData("demain")]
    public async Task OpenState_AtNoInstant_SaysWhatAnInstantIs(string at)
    {
        var error = await api.ErrorAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openState(at: "{{at}}") { label } } }""");

        Assert.Equal(
            $"« {at} » n'est pas un instant avec son décalage : écrivez par exemple 2026-03-02T09:00:00+01:00.", error.Message());
    }

    private async Task<JsonElement> HoursAsync(string key, string fields) => (await api.DataAsync(
        $$"""query ($key: String!) { administration(externalId: {scheme: "SAMPLE", value: $key}) { openingHours { {{fields}} } } }""",
        new { key })).At("administration", "openingHours");

    [Fact]
    public async Task OtherForms_OfAMairie_AreThoseOfItsHours()
    {
        var data = await api.DataAsync(
            """
            {
              administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) {
                openingHours {
                  osm
                  schemaOrg(from: "2026-04-27", count: 7)
                  iCalendar(from: "2026-04-27", count: 7)
                  exceptions { from to closed slots { opens closes closesNextDay byAppointment } reason days }
                  regular { closesNextDay recurrence { seasons { from to } ordinals weeks schoolHolidays } }
                }
              }
            }
            """);

        var hours = data.At("administration", "openingHours");
        Assert.EndsWith("; PH off", hours.Text("osm"), StringComparison.Ordinal);
        Assert.Contains("\"validFrom\":\"2026-05-01\"", hours.Text("schemaOrg"), StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20260501\r\n", hours.Text("iCalendar"), StringComparison.Ordinal);
        Assert.Equal(0, hours.At("exceptions").GetArrayLength());
        Assert.All(
            hours.At("regular").EnumerateArray(),
            period => Assert.Equal(System.Text.Json.JsonValueKind.Null, period.At("recurrence").ValueKind));
    }

    [Fact]
    public async Task Exceptions_ThatEndBeforeTheyBegin_AreAnError()
    {
        var error = await api.ErrorAsync(
            """{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { openingHours { exceptions(from: "2026-03-02", to: "2026-03-01") { from } } } }""");

        Assert.Equal("La fin (2026-03-01) précède le début (2026-03-02) : « to » doit être « from » ou un jour suivant.", error.Message());
    }
}
