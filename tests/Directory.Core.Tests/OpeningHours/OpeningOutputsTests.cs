using System.Text;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Formats;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>The forms that hours are written in, and read back from.</summary>
public class OpeningOutputsTests
{
    private static readonly TerritorialCalendar Paris = TerritorialCalendar.ForInseeCode("75")!;

    [Fact]
    public void Summary_OfRandomSchedules_IsReadBackToTheSameDays()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var schedule = RandomSchedules.Make(random) with { Exceptional = [] };
            var sentence = OpeningSummary.Of(schedule);

            var again = OpeningSummaryReader.Read(sentence);

            Assert.True(again is not null, sentence);
            Assert.Equal(sentence, OpeningSummary.Of(again));
            AssertSameDays(schedule, again, sentence);
        }
    }

    [Fact]
    public void Osm_OfRandomSchedules_IsReadBackToTheSameDays()
    {
        var random = new Random(12);
        var written = 0;
        for (var round = 0; round < 500; round++)
        {
            var schedule = RandomSchedules.Make(random);
            if (OsmText.Write(schedule).Text is not { } text)
            {
                continue;
            }

            written++;
            var reading = OsmText.Read(text, PublicHolidayPolicy.AsUsual);

            Assert.True(reading.Problem is null, $"{text}: {reading.Problem?.Message}");
            AssertSameDays(schedule, reading.Schedule!, text);
        }

        Assert.True(written > 350);
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00; Sa[1] 09:00-11:00", "Du lundi au vendredi de 9 h à 12 h ; le 1er samedi du mois de 9 h à 11 h")]
    [InlineData("Jul 01-Aug 31 Mo-Fr 09:00-12:00", "Chaque année du 1er juillet au 31 août : du lundi au vendredi de 9 h à 12 h")]
    [InlineData("week 02-52/2 We 14:00-18:00", "Semaines paires : le mercredi de 14 h à 18 h")]
    [InlineData("Mo-Fr 09:00-12:00; SH off", "Hors vacances scolaires : du lundi au vendredi de 9 h à 12 h")]
    [InlineData("Sa[2-5] 09:00-12:00", "Le samedi, sauf le 1er du mois, de 9 h à 12 h")]
    [InlineData("Fr 22:00-02:00", "Le vendredi de 22 h à 2 h le lendemain")]
    [InlineData("24/7", "Tous les jours 24 h sur 24")]
    public void Summary_OfRules_SaysThem(string osm, string expected) =>
        Assert.Equal(expected, OpeningSummary.Of(OsmText.Read(osm, PublicHolidayPolicy.Unconfirmed).Schedule));

    [Theory]
    [InlineData("Mo-Fr 9h-12h", OsmProblem.NotSyntax, 6)]
    [InlineData("Mo-Fr 09:00", OsmProblem.NotSyntax, 6)]
    [InlineData("Lu-Ve 09:00-12:00", OsmProblem.NotSyntax, 0)]
    [InlineData("Mo-Fr 25:00-26:00", OsmProblem.NotSyntax, 6)]
    [InlineData("Feb 30 Mo 09:00-12:00", OsmProblem.NotSyntax, 0)]
    [InlineData("2026 Aug 31-2026 Aug 01 off", OsmProblem.NotSyntax, 0)]
    [InlineData("Mo-Fr sunrise-12:00", OsmProblem.NotSupported, 6)]
    [InlineData("Mo-Fr 09:00-12:00 || \"x\"", OsmProblem.NotSupported, 18)]
    [InlineData("Mo-Fr 09:00-12:00; PH 10:00-11:00", OsmProblem.NotSupported, 19)]
    [InlineData("week 10-20 Mo 09:00-12:00", OsmProblem.NotSupported, 5)]
    [InlineData("Mo-Fr 09:00-12:00 \"pour l'état civil\"", OsmProblem.NotSupported, 0)] // a comment alone makes it unknown
    [InlineData("Mo 09:00-12:00 \"", OsmProblem.NotSyntax, 15)]
    [InlineData("", OsmProblem.NotSyntax, 0)]
    public void Osm_NotUnderstood_SaysWhatAndWhere(string text, string code, int position)
    {
        var problem = OsmText.Read(text, PublicHolidayPolicy.Unconfirmed).Problem!;

        Assert.Equal((code, position), (problem.Code, problem.Position));
        Assert.EndsWith($"(caractère {position + 1})", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Osm_AnyDamage_IsReadOrRefusedAndNeverThrows()
    {
        var random = new Random(13);
        const string Text =
            "Jul 01-Aug 31 week 01-53/2 Mo-Fr,Sa[1,-1] 09:00-12:00,22:00-02:00 open \"sur rendez-vous\"; PH off; 2026 Dec 24 off \"x\"";
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = new StringBuilder(Text);
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                var at = random.Next(damaged.Length);
                damaged = random.Next(3) switch
                {
                    0 => damaged.Remove(at, Math.Min(random.Next(1, 9), damaged.Length - at)),
                    1 => damaged.Insert(at, Text[random.Next(Text.Length)]),
                    _ => damaged.Replace(damaged[at], (char)random.Next(32, 260), at, 1),
                };
                if (damaged.Length == 0)
                {
                    break;
                }
            }

            var reading = OsmText.Read(damaged.ToString(), PublicHolidayPolicy.Unconfirmed);
            Assert.True(reading.Schedule is null != reading.Problem is null);
        }

        Assert.Equal(OsmProblem.TooLong, OsmText.Read(new string('x', 10_000), PublicHolidayPolicy.Unconfirmed).Problem!.Code);
    }

    [Fact]
    public void ICalendar_WeekWithAClosure_IsFoldedEscapedAndInUtc()
    {
        var schedule =
            Office with { Exceptional = [new() { From = new(2026, 3, 31), To = new(2026, 3, 31), Reason = "Travaux ; ascenseur, hall" }] };
        var days = OpeningCalendar.Days(schedule, Paris, new LocalDate(2026, 3, 30), 2);

        var file =
            OpeningICalendar.Write(
                days, Paris, "Mairie - Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson, annexe", "id-1", Instant.FromUtc(2026, 3, 1, 0, 0))!;

        // summer time since the day before
        Assert.Contains("DTSTART:20260330T070000Z\r\nDTEND:20260330T100000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20260331\r\n", file, StringComparison.Ordinal);
        Assert.Contains(@"Travaux \; ascenseur\, hall", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal(3, file.Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(3, file.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public void Interval_OnTheAutumnNight_HappensTwiceAndInSpringPerhapsNot()
    {
        var slot = new TimeSlot(new(2, 15), new(2, 45), false);

        Assert.Equal(2, OpenInterval.Of(slot, new LocalDate(2026, 10, 25), Paris.TimeZone).Count);
        Assert.Empty(OpenInterval.Of(slot, new LocalDate(2026, 3, 29), Paris.TimeZone));
        Assert.Single(OpenInterval.Of(slot, new LocalDate(2026, 3, 30), Paris.TimeZone));
    }

    [Fact]
    public void JsonLd_WeekWithAHolidayAndAClosure_GivesBothAsSpecialDays()
    {
        var schedule = Office with
        {
            PublicHolidays = PublicHolidayPolicy.Closed,
            Exceptional = [new() { From = new(2026, 5, 5), To = new(2026, 5, 5), Slots = [new(new(10, 0), new(11, 0))] }],
        };

        using var json = JsonDocument.Parse(OpeningJsonLd.Write(schedule, Paris, "Mairie", new LocalDate(2026, 5, 4), 7));

        Assert.Equal("GovernmentOffice", Text(json.RootElement, "@type"));
        Assert.Equal(3, json.RootElement.GetProperty("openingHoursSpecification").GetArrayLength());
        var special = json.RootElement.GetProperty("specialOpeningHoursSpecification").EnumerateArray().ToList();
        Assert.Equal(
            [("2026-05-05", "10:00", "11:00"), ("2026-05-08", "00:00", "00:00")],
            special.Select(day => (Text(day, "validFrom"), Text(day, "opens"), Text(day, "closes"))));
    }

    /// <summary>Read as search engines do: what is said of a date goes before what is said of its weekday, and no word is no day.</summary>
    [Fact]
    public void JsonLd_OfRandomSchedules_SaysEachKnownDayAndNoOther()
    {
        var random = new Random(15);
        var (known, unknown) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            var schedule = RandomSchedules.Make(random) with { PublicHolidays = (PublicHolidayPolicy)(round % 3) };
            if (round % 4 == 0 && !schedule.IsClosedToPublic)
            {
                schedule = schedule with { Unread = [new UnreadText { Days = Weekdays.Friday | Weekdays.Monday, Text = "Selon le temps" }] };
            }

            if (schedule.HasNights)
            {
                continue; // said by times that end before they begin, which this reader does not put on two days
            }

            var first = new LocalDate(2026, 4, 20).PlusDays(random.Next(300));
            using var json = JsonDocument.Parse(OpeningJsonLd.Write(schedule, Paris, "Mairie", first, 40));

            foreach (var day in OpeningCalendar.Days(schedule, Paris, first, 40))
            {
                var said = Said(json.RootElement, day.Date);

                Assert.Equal(day.IsKnown ? string.Join(' ', day.Slots.Select(slot => $"{slot.Opens}-{slot.Closes}").Order()) : null, said);
                (known, unknown) = day.IsKnown ? (known + 1, unknown) : (known, unknown + 1);
            }
        }

        Assert.True(known > 1000 && unknown > 200, $"{known} known, {unknown} not");
    }

    [Theory]
    [InlineData(1, "DTSTART;VALUE=DATE:20261129\r\nDTEND;VALUE=DATE:20261130\r\nSUMMARY:Mairie : fermé\r\n")]
    [InlineData(0, null)]
    public void ICalendar_OfDaysThatAreClosedAsUsual_HasOneEvent(int count, string? expected)
    {
        var days = OpeningCalendar.Days(Office, Paris, new LocalDate(2026, 11, 29), count); // a Sunday

        var file = OpeningICalendar.Write(days, Paris, "Mairie", "id-1", Instant.FromUtc(2026, 3, 1, 0, 0));

        Assert.Equal(expected is not null, file?.Contains(expected ?? "", StringComparison.Ordinal) ?? false);
        Assert.Equal(count, (file ?? "").Split("BEGIN:VEVENT").Length - 1);
        Assert.Equal(file, OpeningICalendar.Write(days, Paris, "Mairie", "id-1", Instant.FromUtc(2026, 3, 1, 0, 0)));
    }

    [Fact]
    public void Json_OfRandomSchedules_IsReadBackAndOldDocumentsStillRead()
    {
        var random = new Random(14);
        for (var round = 0; round < 200; round++)
        {
            var schedule = RandomSchedules.Make(random);
            Assert.Equal(schedule, JsonSerializer.Deserialize<OpeningSchedule>(JsonSerializer.Serialize(schedule)));
        }

        const string Old = """{"regular":[{"days":["MONDAY"],"opens":"09:00","closes":"12:00","byAppointment":false}],"publicHolidays":"UNCONFIRMED"}""";
        Assert.Equal(Of(Slot("lu", "09:00-12:00")), JsonSerializer.Deserialize<OpeningSchedule>(Old));
        Assert.Equal(Old, JsonSerializer.Serialize(Of(Slot("lu", "09:00-12:00"))));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OpeningSchedule>(
            Old.Replace(
                "\"byAppointment\":false", "\"byAppointment\":false,\"recurrence\":{\"moon\":\"full\"}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Validate_WrongRules_NamesEachWithItsCode()
    {
        var schedule = Of(
            Slot("sa", "22:00-23:00") with { ClosesNextDay = true },
            Slot("di", "09:00-12:00") with { Recurrence = new Recurrence() },
            Slot("lu", "20:00-06:00") with { ClosesNextDay = true },
            Slot("ma", "05:00-08:00")) with
        {
            Exceptional =
            [
                new() { From = new(2026, 8, 2), To = new(2026, 8, 1) },
                new() { From = new(206, 8, 2), To = new(2026, 8, 1), Slots = [new(new(9, 0), new(12, 0)), new(new(11, 0), new(13, 0))] },
                new() { From = new(2026, 9, 2), To = new(2026, 9, 2) },
                new() { From = new(2026, 9, 2), To = new(2026, 9, 2), Reason = "" },
            ],
        };

        Assert.Equal(
            [
                ("regular[0].closes", ScheduleError.LongerThanADay),
                ("regular[1].recurrence", ScheduleError.EmptyRecurrence),
                ("exceptional[0].to", ScheduleError.EndsBeforeItBegins),
                ("exceptional[1].from", ScheduleError.DateOutOfRange),
                ("exceptional[1].slots[1]", ScheduleError.Overlap),
                ("exceptional[3].reason", ScheduleError.TextEmpty),
                ("exceptional[3]", ScheduleError.SameDatesTwice),
                ("regular[3]", ScheduleError.Overlap),
            ],
            schedule.Validate().Select(error => (error.Path, error.Code)));
    }

    // The slots that a reader finds for a date; empty for closed, null where nothing is said.
    private static string? Said(JsonElement office, LocalDate date)
    {
        var special = office.GetProperty("specialOpeningHoursSpecification").EnumerateArray()
            .Where(item => Text(item, "validFrom") == Iso(date)).ToList();
        var said = special.Count > 0
            ? special
            : [.. office.GetProperty("openingHoursSpecification").EnumerateArray().Where(item =>
                item.GetProperty("dayOfWeek").EnumerateArray().Any(day => day.GetString() == $"https://schema.org/{date.DayOfWeek}")
                && !(item.TryGetProperty("validFrom", out var from) && string.CompareOrdinal(from.GetString(), Iso(date)) > 0)
                && !(item.TryGetProperty("validThrough", out var to) && string.CompareOrdinal(to.GetString(), Iso(date)) < 0))];
        return said.Count == 0
            ? null
            : string.Join(' ', said.Select(item => $"{Text(item, "opens")}-{Text(item, "closes")?.Replace("23:59", "24:00", StringComparison.Ordinal)}")
                .Where(slot => slot != "00:00-00:00").Order());
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", null);

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static void AssertSameDays(OpeningSchedule one, OpeningSchedule other, string text)
    {
        for (var date = new LocalDate(2026, 11, 1); date.Year < 2028; date = date.PlusDays(date.Day % 3 == 0 ? 2 : 1))
        {
            var (day, again) = (OpeningCalendar.Day(one, Paris, date), OpeningCalendar.Day(other, Paris, date));
            Assert.True(day.IsKnown == again.IsKnown && (!day.IsKnown || day.Slots.SequenceEqual(again.Slots)), $"{date}: {text}");
        }
    }
}
