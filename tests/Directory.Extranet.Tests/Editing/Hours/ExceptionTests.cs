using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing.Hours;

/// <summary>Closures, other hours, informations and public holidays, as an agent without a script enters them.</summary>
public sealed class ExceptionTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private static readonly OpeningSchedule Office = new()
    {
        Regular = [new RegularPeriod { Days = Weekdays.MondayToFriday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) }],
        PublicHolidays = PublicHolidayPolicy.Closed,
    };

    private LocalDate Today => Instant.FromDateTimeOffset(host.Clock.GetUtcNow()).InZone(Paris).Date;

    // A Monday, so that what a week has is known.
    private LocalDate Monday => Today.PlusDays(20).Next(IsoDayOfWeek.Monday);

    [Fact]
    public async Task Add_OfAClosureWithAMessage_ClosesTheDays_AndAnnouncesThemFifteenDaysBefore()
    {
        var (editor, entry) = await OpenAsync(Office);

        await AddAsync(editor, entry, "fermeture", Monday, Monday.PlusDays(2), new() { ["Form.Message"] = "Travaux. Allez à l'annexe." });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal($"/extranet/fiches/{entry}/fermetures", editor.Address.AbsolutePath);
        var document = (await host.DraftAsync(entry))!;
        Assert.Equal(
            [new ExceptionalPeriod { From = Monday, To = Monday.PlusDays(2), Reason = "Travaux. Allez à l'annexe." }],
            document.OpeningHours!.Exceptional);
        var notice = Assert.Single(document.Notices);
        Assert.StartsWith("Fermeture exceptionnelle du ", notice.Title, StringComparison.Ordinal);
        Assert.Equal("Travaux. Allez à l'annexe.", notice.Body);
        Assert.Equal(Paris.AtStartOfDay(Monday.PlusDays(-15)).ToInstant(), notice.From);
        Assert.Equal(Paris.AtStartOfDay(Monday.PlusDays(3)).ToInstant(), notice.Until);
        Assert.Contains("Motif : Travaux.", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_OfNothing_AsksWhatHappensAndWhen_AndFindsTheMistakesAgain()
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Message"] = new string('a', 301) });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(
            [
                "Dites ce qui se passe.", "Saisissez la date de début, par exemple 08/03/2027.",
                "Le message compte 301 caractères ; 300 au plus."
            ],
            editor.Page.QuerySelectorAll("#erreurs li").Select(item => item.TextContent));
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures");
        Assert.Contains("Une saisie n'est pas terminée", editor.Text, StringComparison.Ordinal);
        await editor.GetAsync(editor.Page.QuerySelector(".fr-alert a")!.GetAttribute("href")!);
        Assert.Equal(301, editor.Page.QuerySelector("textarea")!.TextContent.Length);
    }

    [Theory]
    [InlineData("31/02/2027", "", "« 31/02/2027 » n'est pas une date : écrivez-la comme 08/03/2027.")]
    [InlineData("10/03/2027", "08/03/2027", "La date de fin doit suivre la date de début.")]
    public async Task Add_WithWrongDates_SaysIt(string from, string to, string message)
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Kind"] = "fermeture", ["Form.From"] = from, ["Form.To"] = to });

        Assert.Equal(message, editor.Error);
    }

    [Fact]
    public async Task Add_OfDatesThatAreRarelyMeant_IsAskedOnce_AndOtherwiseNotAtAll()
    {
        var (editor, entry) = await OpenAsync(Office);
        (string From, string To, string? Asks)[] rows =
        [
            (Text(Today.PlusDays(-10)), Text(Today.PlusDays(-9)), "est passé"),
            (Text(Today), Text(Today.PlusYears(10)), "10 ans"),
            (Text(Today.PlusDays(20)), Text(Today.PlusDays(220)), "6 mois"),
            (Text(Today.PlusYears(3)), "", "dans plus de deux ans"),
            (Text(Today.PlusDays(-1)), Text(Today), null),
            (Text(Today.PlusDays(10)), Text(Today.PlusDays(190)), null),
            ($"{Today.PlusDays(10).Day}/{Today.PlusDays(10).Month}", "", null), // the next one
            (ExceptionEntry.When(Monday, Monday)[3..], "", null), // « 8 mars 2027 »
        ];
        List<string> wrong = [];
        foreach (var (from, to, asks) in rows)
        {
            await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
            await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Kind"] = "fermeture", ["Form.From"] = from,
                ["Form.To"] = to });
            var asked = editor.Page.QuerySelector("#avertissements")?.TextContent;
            wrong.AddRange(
                (asks is null ? editor.Said == "Brouillon enregistré." : asked?.Contains(asks, StringComparison.Ordinal) == true)
                    ? []
                    : [$"{from} {to}: {asked ?? editor.Error ?? editor.Said}"]);
            if (asks is not null)
            {
                var button = editor.Page.QuerySelector("#avertissements [name=__malgre]")!;
                await editor.SubmitAsync(new Dictionary<string, object?> { ["__malgre"] = button.GetAttribute("value") });
                wrong.AddRange(editor.Said == "Brouillon enregistré." ? [] : [$"{from} {to}: not saved"]);
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(rows.Length, (await host.DraftAsync(entry))!.OpeningHours!.Exceptional.Count);
    }

    [Fact]
    public async Task Add_OfOtherHours_HasAGridOfTheDaysConcerned()
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
        var dates = new Dictionary<string, object?>
        {
            ["Form.Kind"] = "horaires", ["Form.From"] = Text(Monday), ["Form.To"] = Text(Monday.PlusDays(2)), ["geste"] = "jours",
        };
        await editor.SubmitAsync(dates);
        string[] days = [.. Enumerable.Range(0, 3).Select(day => ExceptionEntry.When(Monday.PlusDays(day), Monday.PlusDays(day))[3..^5])];
        Assert.Equal(
            [$"lundi {days[0]}", $"mardi {days[1]}", $"mercredi {days[2]}"],
            editor.Page.QuerySelectorAll(".day__name").Select(name => name.TextContent.Trim()));
        // Each is as usual until it is changed, and begins with the usual hours.
        Assert.Equal("9 h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        await editor.SubmitAsync();
        Assert.Equal("Changez les horaires d'un jour au moins.", Assert.Single(editor.Page.QuerySelectorAll("#erreurs li")).TextContent);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Week.Days[0].State"] = "ouvert", ["Form.Week.Days[0].Slots[0].From"] = "10h", ["Form.Week.Days[0].Slots[0].To"] = "11h",
            ["Form.Week.Days[1].State"] = "ferme",
        });
        Assert.Equal("Brouillon enregistré.", editor.Said);
        var document = (await host.DraftAsync(entry))!;
        Assert.Equal(
            [
                new ExceptionalPeriod
                {
                    From =
                        Monday, To = Monday.PlusDays(2), Days = Weekdays.Of(IsoDayOfWeek.Monday), Slots = [new(
                            new ClockTime(10, 0), new ClockTime(11, 0))],
                },
                new ExceptionalPeriod { From = Monday, To = Monday.PlusDays(2), Days = Weekdays.Of(IsoDayOfWeek.Tuesday) },
            ],
            document.OpeningHours!.Exceptional);
        Assert.Empty(document.Notices);
        Assert.Single(editor.Page.QuerySelectorAll(".exceptions > li"));
        await editor.GetAsync(Links(editor, "Modifier")[0]);
        Assert.True(editor.Page.QuerySelector("input[name='Form.Week.Days[2].State'][value=habituel]")!.HasAttribute("checked"));
        await editor.SubmitAsync();
        Assert.Equal(DocumentJson.Write(document), DocumentJson.Write((await host.DraftAsync(entry))!));
    }

    [Fact]
    public async Task Change_AndRemoval_TakeTheAnnouncementAlong_AndNothingElse()
    {
        var other = new Notice { Level = NoticeLevel.Urgent, Title = "Ascenseur en panne", From = Instant.FromUtc(2026, 1, 1, 8, 12) };
        var (editor, entry) = await OpenAsync(Office, other);
        await AddAsync(editor, entry, "fermeture", Monday, null, new() { ["Form.Message"] = "Travaux." });

        await editor.GetAsync(Links(editor, "Modifier").Single(link => LineOf(editor, link).Contains("Travaux", StringComparison.Ordinal)));
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.To"] = Text(Monday.PlusDays(1)), ["Form.Message"] = "Travaux prolongés." });

        var document = (await host.DraftAsync(entry))!;
        Assert.Equal(Monday.PlusDays(1), Assert.Single(document.OpeningHours!.Exceptional).To);
        Assert.Equal([other, document.Notices[1]], document.Notices);
        Assert.Equal("Travaux prolongés.", document.Notices[1].Body);
        Assert.Equal(Paris.AtStartOfDay(Monday.PlusDays(2)).ToInstant(), document.Notices[1].Until);
        await editor.GetAsync(
            Links(editor, "Supprimer").Single(link => LineOf(editor, link).Contains("Travaux", StringComparison.Ordinal)));
        Assert.Equal("Supprimer cette ligne ?", editor.Heading);
        await editor.SubmitAsync();
        Assert.Equal("Ligne supprimée de votre brouillon.", editor.Said);
        document = (await host.DraftAsync(entry))!;
        Assert.Empty(document.OpeningHours!.Exceptional);
        Assert.Equal([other], document.Notices);
    }

    [Fact]
    public async Task Information_OpenedAndSaved_StaysAsItWas_HourAndAll()
    {
        var notice = new Notice
        {
            Level =
                NoticeLevel.Urgent, Title = "Ascenseur en panne", Body = "Deux\nlignes.", From = Instant.FromUtc(2026, 1, 1, 8, 12),
                    Until = Instant.FromUtc(2030, 1, 1, 9, 30),
        };
        var (editor, entry) = await OpenAsync(Office, notice);

        await editor.GetAsync(Links(editor, "Modifier")[0]);
        await editor.SubmitAsync();
        Assert.Equal([notice], (await host.DraftAsync(entry))!.Notices);
        await editor.GetAsync(Links(editor, "Modifier")[0]);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Title"] = "Ascenseur réparé" });

        Assert.Equal([notice with { Title = "Ascenseur réparé" }], (await host.DraftAsync(entry))!.Notices);
    }

    [Fact]
    public async Task List_PutsWhatIsOverAside_AndProposesToSuspendWhenLong()
    {
        var past = new ExceptionalPeriod { From = Today.PlusDays(-9), To = Today.PlusDays(-1) };
        var (editor, entry) = await OpenAsync(Office with
        {
            Exceptional =
            [
                past,
                new ExceptionalPeriod { From = Monday, To = Monday.PlusDays(4) },
                new ExceptionalPeriod { From = Monday.PlusDays(5), To = Monday.PlusDays(6), Reason = "Suite" },
            ],
        });
        Assert.Equal("Passées (1)", editor.Page.QuerySelector("main details summary")!.TextContent);
        Assert.Empty(editor.Page.QuerySelectorAll("a[href$='/suspendre']")); // seven days

        await AddAsync(editor, entry, "fermeture", Monday.PlusDays(7), null);

        Assert.Single(editor.Page.QuerySelectorAll("a[href$='/suspendre']"));
        Assert.Equal(3, editor.Page.QuerySelectorAll("main > * > * > .exceptions > li").Length);
    }

    [Fact]
    public async Task Holidays_ToConfirm_AreAnsweredDateByDate_OrOnceForAll()
    {
        var (editor, entry) = await OpenAsync(Office with
        {
            PublicHolidays = PublicHolidayPolicy.Unconfirmed,
            Regular = [Office.Regular[0] with { Days = Weekdays.All }],
        });
        var count = editor.Page.QuerySelectorAll("#feries fieldset").Length;
        Assert.InRange(count, 1, 20);
        Assert.StartsWith(
            count == 1 ? "1 jour férié" : $"{count} jours fériés", editor.Page.QuerySelector("#feries h3")!.TextContent.Trim(),
            StringComparison.Ordinal);
        var date = editor.Page.QuerySelector("input[name='Form.Dates[0].Date']")!.GetAttribute("value")!;

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Dates[0].Answer"] = "ouvert" });

        var answered = Assert.Single((await host.DraftAsync(entry))!.OpeningHours!.Exceptional);
        Assert.Equal(date, NodaTime.Text.LocalDatePattern.Iso.Format(answered.From));
        Assert.Equal([new ExceptionalSlot(new ClockTime(9, 0), new ClockTime(12, 0))], answered.Slots);
        Assert.Equal(count - 1, editor.Page.QuerySelectorAll("#feries fieldset").Length);
        if (count > 1)
        {
            await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Dates[0].Answer"] = "particuliers" });
            Assert.Equal($"/extranet/fiches/{entry}/fermetures/ajouter", editor.Address.AbsolutePath);
            Assert.Single(editor.Page.QuerySelectorAll(".day"));
            await editor.GetAsync($"/extranet/fiches/{entry}/fermetures");
        }

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Policy"] = "fermes" });
        Assert.Equal(PublicHolidayPolicy.Closed, (await host.DraftAsync(entry))!.OpeningHours!.PublicHolidays);
        Assert.Null(editor.Page.QuerySelector("#feries"));
    }

    [Fact]
    public async Task List_OpenedAndSaved_ChangesNothing()
    {
        var (editor, entry) = await OpenAsync(Office with { PublicHolidays = PublicHolidayPolicy.Unconfirmed });

        await editor.SubmitAsync();

        Assert.Equal(DocumentJson.Write((await host.CurrentAsync(entry)).Document!), DocumentJson.Write((await host.DraftAsync(entry))!));
    }

    [Fact]
    public async Task Preview_SaysTheBannerBeforeDuringAndAfter()
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
        var (_, fields) = editor.Fields(new Dictionary<string, object?>
        {
            ["Form.Kind"] =
                "fermeture", ["Form.From"] = "08/03/2027", ["Form.To"] = "10/03/2027", ["Form.Message"] = "Travaux.", ["__envoi"] = null,
        });

        using var answer =
            await editor.Client.PostAsync($"/extranet/fiches/{entry}/fermetures/ajouter?handler=Apercu", new FormUrlEncodedContent(fields));

        Assert.Equal(
            [
                "À partir du 21\u00A0février\u00A02027 : Fermeture exceptionnelle du 8 au 10\u00A0mars\u00A02027. Travaux.",
                "Fermé exceptionnellement : Travaux", "Aucun bandeau."
            ],
            (await answer.Content.ReadAsStringAsync()).Split('\n'));
    }

    [Fact]
    public async Task Line_ChangedMeanwhile_IsNoLongerThere_AndWhatWasTypedStays()
    {
        var (editor, entry) =
            await OpenAsync(Office with { Exceptional = [new ExceptionalPeriod { From = Monday, To = Monday, Reason = "Travaux" }] });
        var path = Links(editor, "Modifier")[0];
        await editor.GetAsync(path);
        await host.PublishAsync(A.Mairie() with { OpeningHours = Office }, entry, 1);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Message"] = "Grands travaux" });

        Assert.Equal(HttpStatusCode.Conflict, editor.Status);
        Assert.Equal("Grands travaux", editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    private static string Text(LocalDate date) => $"{date.Day:00}/{date.Month:00}/{date.Year}";

    private static List<string> Links(Visitor editor, string text) =>
        [.. editor.Page.QuerySelectorAll(".exceptions a")
            .Where(link => link.TextContent.StartsWith(text, StringComparison.Ordinal))
            .Select(link => link.GetAttribute("href")!)];

    private static string LineOf(Visitor editor, string href) =>
        editor.Page.QuerySelectorAll(".exceptions > li").Single(line => line.QuerySelector($"a[href='{href}']") is not null).TextContent;

    private static async Task AddAsync(
        Visitor editor, Guid entry, string kind, LocalDate from, LocalDate? to, Dictionary<string, object?>? more = null)
    {
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures/ajouter");
        await editor.SubmitAsync(new Dictionary<string, object?>(more ?? [])
        {
            ["Form.Kind"] = kind, ["Form.From"] = Text(from), ["Form.To"] = to is { } last ? Text(last) : "",
        });
    }

    private async Task<(Visitor Editor, Guid Entry)> OpenAsync(OpeningSchedule schedule, params Notice[] notices)
    {
        var entry = await host.PublishAsync(A.Mairie() with { OpeningHours = schedule, Notices = notices });
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures");
        return (editor, entry);
    }
}
