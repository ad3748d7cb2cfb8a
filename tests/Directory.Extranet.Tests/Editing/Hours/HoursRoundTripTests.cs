using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.OpeningHours.Conformance;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing.Hours;

/// <summary>
/// Nobody loses hours by looking at them: whatever a schedule holds, a form that was only opened and saved changes not a byte.
/// </summary>
public sealed class HoursRoundTripTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    // Notes as importers find them, among them what a field of one line would change.
    private static readonly string?[] Notes =
        [null, null, "Sur rendez-vous le matin.", "Deux\nlignes", "  espaces  ", "« guillemets » & <balises>"];

    private static readonly string[] SourceTexts =
    [
        "Accueil ouvert uniquement les semaines paires.", "Fermé en août", "du 1er juillet au 31 août", "le 1er samedi du mois",
        "Uniquement sur rendez-vous", "Fermé pendant les vacances scolaires", "Permanence du maire selon disponibilité",
    ];

    public static IEnumerable<OpeningSchedule> Schedules()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var made = new ScheduleGenerator(seed).Make();
            yield return made with
            {
                Regular = [.. made.Regular.Select(period => period with { Note = Notes[random.Next(Notes.Length)] })],
                Comment = random.Next(3) == 0 ? "Une remarque\r\nsur deux lignes " : null,
            };
        }

        foreach (var text in SourceTexts)
        {
            var range =
                new SourceRange { FirstDay = "lundi", LastDay = "vendredi", Slots = [("09:00:00", "12:00:00"), ("13:30:00", "17:00:00")], Note = text };
            yield return SourceSchedule.Read([range, new SourceRange { FirstDay = "Samedi", LastDay = "Samedi", Slots = [("09:00", "12:00")] }], null).Schedule!;
            yield return SourceSchedule.Read([range with { Note = null }], text).Schedule!;
        }

        yield return new OpeningSchedule { IsClosedToPublic = true, Comment = "Voir le siège." };
        yield return new OpeningSchedule { Regular = [.. Enumerable.Range(0, 5).Select(slot => Slot(8 + (2 * slot), 9 + (2 * slot)))] };
    }

    [Fact]
    public void Write_OfAFormAsItWasRead_ChangesNothing_NorDoesOneThatTypesTheSameOtherwise()
    {
        foreach (var (index, schedule) in Schedules().Index())
        {
            foreach (var isChannel in new[] { false, true })
            {
                var errors = new ModelStateDictionary();
                var form = HoursForm.Of(schedule, isChannel);
                Assert.Same(schedule, new HoursWriter(errors, isChannel).Write(schedule, form));

                foreach (var slot in form.Weeks()
                    .SelectMany(week => week.Week.Days)
                    .SelectMany(day => day.Slots)
                    .Where(slot => slot.From is not null))
                {
                    (slot.From, slot.To) =
                        (slot.From!.Replace(" h ", ":", StringComparison.Ordinal), slot.To!.Replace(" h", "H", StringComparison.Ordinal));
                    Assert.DoesNotContain('\n', slot.Note ?? ""); // a field of one line drops it
                    slot.Note = slot.Note?.Trim();
                }

                Assert.Same(schedule, new HoursWriter(errors, isChannel).Write(schedule, form));
                Assert.True(errors.IsValid, index.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Write_AfterOneDayIsChanged_LeavesEveryOtherDayAsItWas_AndKeepsWhatTheFormCannotSay()
    {
        var lyon = TerritorialCalendar.ForInseeCode("69266")!;
        var changed = 0;
        foreach (var (index, schedule) in Schedules().Index())
        {
            var form = HoursForm.Of(schedule, isChannel: true);
            var sunday = form.Week.Days[6];
            (sunday.State, sunday.Slots) = (DayForm.Open, [new SlotForm { From = "4 h", To = "4 h 05" }]);
            var errors = new ModelStateDictionary();
            var written = new HoursWriter(errors, isChannel: true).Write(schedule, form with { Reception = HoursForm.WithOrWithout })!;
            if (!errors.IsValid || written.Validate().Count > 0)
            {
                continue; // the new slot meets one that is kept
            }

            changed++;
            // The week holds from now on: what is left of a text is a remark, or speaks of days that nobody has filled in.
            Assert.All(schedule.Unread, text => Assert.True(
                written.Unread.Any(left => left.Text == text.Text) || written.Comment!.Contains(text.Text, StringComparison.Ordinal)));
            Assert.Equal(schedule.Exceptional, written.Exceptional);
            Assert.StartsWith(schedule.Comment ?? "", written.Comment ?? "", StringComparison.Ordinal);
            Assert.Equal(schedule.PublicHolidays, written.PublicHolidays);
            Assert.True(EditableSchedule.Of(schedule.Regular).Kept.All(written.Regular.Contains), $"schedule {index}");
            var start = new LocalDate(2026, 11, 1);
            foreach (var (before, after) in OpeningCalendar.Days(schedule, lyon, start, 400)
                .Zip(OpeningCalendar.Days(written, lyon, start, 400)))
            {
                // Nights that begin on the Sunday are the Sunday's.
                Assert.True(
                    before.Date.DayOfWeek is IsoDayOfWeek.Sunday or IsoDayOfWeek.Monday
                        || before.Equals(after)
                        || (!before.IsKnown && schedule.Unread.Count > 0 && before.Slots.SequenceEqual(after.Slots))
                        || schedule.IsClosedToPublic, $"schedule {index}, {before.Date}");
            }
        }

        Assert.InRange(changed, 200, 1000);
    }

    [Fact]
    public async Task Save_OfAPageAsItWasOpened_LeavesTheDocumentAsItIs_ToTheByte()
    {
        using var editor = await host.SignedInAsync("propose");
        foreach (var schedule in Schedules().Where((_, index) => index % 12 == 0 || index >= 300))
        {
            var document = A.Mairie() with { OpeningHours = schedule };
            var entry = await host.PublishAsync(document);

            await editor.GetAsync($"/extranet/fiches/{entry}/horaires");
            await editor.SubmitAsync();

            Assert.Equal("Brouillon enregistré.", editor.Said);
            Assert.Equal(
                DocumentJson.Write((await host.CurrentAsync(entry)).Document!), DocumentJson.Write((await host.DraftAsync(entry))!));
        }
    }

    private static RegularPeriod Slot(int opens, int closes) =>
        new() { Days = Weekdays.MondayToFriday, Opens = new ClockTime(opens, 0), Closes = new ClockTime(closes, 0) };
}
