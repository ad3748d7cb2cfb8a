using System.Net;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing.Hours;

/// <summary>The page of regular hours, as an agent without a script uses it.</summary>
public sealed class HoursTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly OpeningSchedule Office = new()
    {
        Regular = [Slot(Weekdays.MondayToFriday, "09:00", "12:00"), Slot(Weekdays.MondayToFriday, "14:00", "17:00")],
        PublicHolidays = PublicHolidayPolicy.Closed,
    };

    [Fact]
    public async Task Save_OfOneDayChanged_KeepsTheOthers_AndShowsTheSentenceOfTheApi()
    {
        var (editor, entry) = await OpenAsync(Office);
        Assert.Equal("9 h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "930", [Field(0, 1, "To")] = "16.30" });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(
            "Le lundi de 9 h 30 à 12 h et de 14 h à 16 h 30 ; du mardi au vendredi de 9 h à 12 h et de 14 h à 17 h ; fermé les jours fériés",
            OpeningSummary.Of(await DraftedAsync(entry)));
        Assert.Contains(
            "Le lundi de 9 h 30 à 12 h et de 14 h à 16 h 30 ; du mardi au vendredi",
            editor.Page.QuerySelector("[data-preview-text]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12h", "9h", "To", "Lundi, plage 1 : l'heure de fermeture doit être après 12 h.")]
    [InlineData("9h", "9h", "To", "Lundi, plage 1 : l'heure de fermeture doit être après 9 h.")]
    [InlineData("25h", "12h", "From", "Lundi, plage 1 : « 25h » n'est pas une heure : écrivez par exemple 9 h 30.")]
    [InlineData("", "abc", "From", "Lundi, plage 1 : saisissez l'heure d'ouverture, par exemple 9 h 30.")]
    [InlineData("9h", "24h30", "To", "Lundi, plage 1 : « 24h30 » n'est pas une heure : écrivez par exemple 12 h.")]
    [InlineData("24h", "24h", "From", "Lundi, plage 1 : 24 h est la fin de la journée. Saisissez une heure d'ouverture, par exemple 9 h 30.")]
    [InlineData("9h", "", "To", "Lundi, plage 1 : saisissez l'heure de fermeture, par exemple 12 h.")]
    public async Task Save_OfAMistake_IsSaidAtTheField_AndFoundAgainAsTyped(string from, string to, string at, string message)
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = from, [Field(0, 0, "To")] = to });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(message, editor.Error);
        var id = $"Form-Week-Days-0--Slots-0--{at}";
        Assert.Equal("#" + id, editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        Assert.Equal("true", editor.Page.QuerySelector("#" + id)!.GetAttribute("aria-invalid"));
        Assert.Equal(message, editor.Page.QuerySelector($"#{id}-messages")!.TextContent);
        await editor.GetAsync(Path(entry));
        Assert.Equal(from, editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        Assert.Equal(message, editor.Error);
        Assert.Equal(Office, await DraftedAsync(entry));
    }

    [Fact]
    public async Task Page_BindsHoursAndDatesThatItShows_AndLeavesWhatIsTypedAlone()
    {
        var (editor, entry) = await OpenAsync(Office with { Comment = "Le 1 juillet, de 9 h à 12 h 30" });
        using var preview = await editor.Client.PostAsync(Path(entry) + "?handler=Apercu", new FormUrlEncodedContent(editor.Fields().Fields));

        Assert.Contains("de 9\u00A0h à 12\u00A0h et de 14\u00A0h à 17\u00A0h", editor.Source, StringComparison.Ordinal);
        Assert.Contains("Le 1 juillet, de 9 h à 12 h 30", editor.Source, StringComparison.Ordinal); // in the field
        Assert.Contains("value=\"9 h\"", editor.Source, StringComparison.Ordinal);
        Assert.Contains("de 9\u00A0h à 12\u00A0h", await preview.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await editor.SubmitAsync();
        Assert.Equal("Le 1 juillet, de 9 h à 12 h 30", (await DraftedAsync(entry))!.Comment);
    }

    [Theory]
    [InlineData("bonjour", "Nous n'avons pas compris « bonjour ». Écrivez par exemple « lundi 9h-12h ».")]
    [InlineData("Mo-Fr 9h", "Mo-Fr")]
    public async Task Paste_OfWhatIsNoHours_IsSaidInWords_AndIsNotSavedUnread(string pasted, string said)
    {
        var (editor, _) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Pasted"] = pasted, ["geste"] = "lire" });
        Assert.NotNull(editor.Page.QuerySelector("#collage[open]"));
        Assert.DoesNotContain("mot de cette syntaxe", editor.Text, StringComparison.Ordinal);
        Assert.Contains(said, editor.Page.QuerySelector("#collage")!.TextContent, StringComparison.Ordinal);
        await editor.SubmitAsync();

        Assert.StartsWith("Le texte collé n'est pas repris", editor.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfOverlappingSlots_AndOfAnOpenDayWithoutOne_SaysBothInTheOrderOfTheDays()
    {
        var (editor, _) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            [Field(0, 1, "From")] = "11h",
            [Field(1, 0, "From")] = "", [Field(1, 0, "To")] = "", [Field(1, 1, "From")] = "", [Field(1, 1, "To")] = "",
        });

        Assert.Equal(
            ["Lundi : les plages 1 et 2 se chevauchent.", "Mardi : indiquez au moins une plage ou choisissez Fermé."],
            editor.Page.QuerySelectorAll("#erreurs li").Select(item => item.TextContent));
    }

    [Fact]
    public async Task Save_OfNothing_WhereNothingIsKnown_AsksForEachAnswer()
    {
        var (editor, entry) = await OpenAsync(null);

        await editor.SubmitAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal("Choisissez le mode d'accueil.", editor.Error);
        Assert.Equal(8, editor.Page.QuerySelectorAll("#erreurs li").Length);
        Assert.All(
            editor.Page.QuerySelectorAll("#erreurs a"), link => Assert.NotNull(editor.Page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Null(await DraftedAsync(entry));
    }

    [Fact]
    public async Task Slots_AreAddedAndTakenAway_WithoutLosingWhatIsTyped()
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "8h30", ["geste"] = "Form.Week/ajouter:0" });

        Assert.Equal("#Form-Week-Days-0--Slots-2--From", editor.Address.Fragment);
        Assert.Equal("8h30", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        Assert.Null(editor.Page.QuerySelector("#erreurs"));
        Assert.Null(editor.Page.QuerySelector("[value='Form.Week/ajouter:0']")); // three at most
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "Form.Week/retirer:0:1" });
        Assert.Equal("Plage supprimée.", editor.Said);
        Assert.Equal("#Form-Week-Days-0--Add", editor.Address.Fragment);
        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 1, "From")] = "18h", [Field(0, 1, "To")] = "19h" });
        Assert.StartsWith(
            "Le lundi de 8 h 30 à 12 h et de 18 h à 19 h ;", OpeningSummary.Of(await DraftedAsync(entry)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_ReplacesTheDaysTicked_AndIsUndone()
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            [Field(0, 0, "From")] = "8h",
            ["Form.Week.CopyFrom"] = "1",
            ["Form.Week.CopyTo"] = (string[])["2", "3", "6"],
            ["geste"] = "Form.Week/copier",
        });

        Assert.Equal("Horaires copiés vers mardi, mercredi et samedi.", editor.Said);
        Assert.Equal("8h", editor.Page.QuerySelector("#Form-Week-Days-5--Slots-0--From")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "Form.Week/annuler-copie" });
        Assert.Equal("Copie annulée.", editor.Said);
        Assert.Equal("9 h", editor.Page.QuerySelector("#Form-Week-Days-1--Slots-0--From")!.GetAttribute("value"));
        Assert.Equal("8h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        Assert.Null(editor.Page.QuerySelector("[value='Form.Week/annuler-copie']"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "Form.Week/copier" });
        Assert.Equal("Cochez les jours vers lesquels copier.", editor.Said);
        await editor.SubmitAsync();
        Assert.StartsWith(
            "Le lundi de 8 h à 12 h et de 14 h à 17 h ; du mardi au vendredi de 9 h", OpeningSummary.Of(await DraftedAsync(entry)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seasons_ReplaceTheUsualWeek_AndMayNotOverlap()
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "ajouter-saison" });
        Assert.Equal("9 h", editor.Page.QuerySelector("#Form-Seasons-0--Week-Days-0--Slots-0--From")!.GetAttribute("value"));

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Seasons[0].From"] = "1/7",
            ["Form.Seasons[0].To"] = "31/8",
            ["Form.Seasons[0].Week.Days[0].Slots[0].To"] = "8h",
        });
        Assert.Equal("Saison 1, lundi, plage 1 : l'heure de fermeture doit être après 9 h.", editor.Error);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Seasons[0].Week.Days[0].Slots[0].To"] = "10h" });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var drafted = await DraftedAsync(entry);
        Assert.Equal(
            "Chaque année du 1er juillet au 31 août : le lundi de 9 h à 10 h et de 14 h à 17 h ; du mardi au vendredi de 9 h à 12 h et de 14 h à 17 h ; "
                + "chaque année du 1er septembre au 30 juin : du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; fermé les jours fériés",
            OpeningSummary.Of(drafted));
        Assert.Equal("01/07", editor.Page.QuerySelector("#Form-Seasons-0--From")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "ajouter-saison" });
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Seasons[1].From"] = "15/8", ["Form.Seasons[1].To"] = "15/9" });
        Assert.Equal("Les saisons 1 et 2 se chevauchent : corrigez leurs dates.", editor.Error);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "retirer-saison:1" });
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "retirer-saison:0" });
        await editor.SubmitAsync();
        Assert.Equal(Office, await DraftedAsync(entry));
    }

    [Fact]
    public async Task Reception_ByAppointmentOrClosed_IsWhatTheScheduleSays()
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Reception"] = "rdv" });
        Assert.All((await DraftedAsync(entry))!.Regular, period => Assert.True(period.ByAppointment));
        Assert.True(editor.Page.QuerySelector("input[value=rdv]")!.HasAttribute("checked"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Reception"] = "tous" });
        Assert.Equal(Office, await DraftedAsync(entry));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Reception"] = "ferme" });
        await AcceptAsync(editor);

        Assert.Equal("Fermé au public", OpeningSummary.Of(await DraftedAsync(entry)));
        Assert.True(editor.Page.QuerySelector("input[name='Form.Reception'][value=ferme]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Warnings_AskOnce_KeepWhatIsTyped_AndTheJournalKeepsTheAnswer()
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "7h", [Field(0, 1, "To")] = "23h" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.StartsWith(
            "Lundi : 14 h d'ouverture.", editor.Page.QuerySelector("#avertissements li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Corriger", editor.Page.QuerySelector("#avertissements .fr-btn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Office, await DraftedAsync(entry));
        await editor.GetAsync(Path(entry));
        Assert.Equal("7h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        await AcceptAsync(editor);
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.StartsWith(
            "Le lundi de 7 h à 12 h et de 14 h à 23 h", OpeningSummary.Of(await DraftedAsync(entry)), StringComparison.Ordinal);
        await using var command = host.DataSource.CreateCommand(
            "select detail->>'warnings' from journal where action = 'change_request.warnings_accepted' and detail->>'entry' = $1");
        command.Parameters.Add(new() { Value = entry.ToString() });
        Assert.Equal("LONG_DAY", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Kept_WhatTheFormCannotSay_StaysThroughChanges_UntilTheAgentReplacesIt()
    {
        var saturday =
            Slot(Weekdays.Of(IsoDayOfWeek.Saturday), "09:00", "12:00") with { Recurrence = new() { Ordinals = MonthOrdinals.Of(1) }, Note = "État civil" };
        var (editor, entry) = await OpenAsync(Office with { Regular = [.. Office.Regular, saturday] });
        Assert.Contains("Le 1er samedi du mois de 9 h à 12 h", editor.Text, StringComparison.Ordinal);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "8h" });
        Assert.Contains(saturday, (await DraftedAsync(entry))!.Regular);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Replace"] = "true", [Day(5)] = "ferme" });

        Assert.DoesNotContain(saturday, (await DraftedAsync(entry))!.Regular);
        Assert.DoesNotContain("1er samedi", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unread_IsShown_AndTakenAwayOnlyWhenTheAgentSaysSo()
    {
        var unread = new UnreadText { Days = Weekdays.Of(IsoDayOfWeek.Saturday), Text = "Permanence <b>selon affluence</b>" };
        var (editor, entry) = await OpenAsync(Office with { Unread = [unread] });
        Assert.Contains("« Permanence <b>selon affluence</b> » (samedi)", editor.Text, StringComparison.Ordinal);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "8h" });
        Assert.Equal([unread], (await DraftedAsync(entry))!.Unread);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Complete"] = "0" });
        Assert.Equal("Samedi : indiquez au moins une plage ou choisissez Fermé.", editor.Error);
        await editor.SubmitAsync(new Dictionary<string, object?> { [Day(5)] = "ferme" });

        Assert.Empty((await DraftedAsync(entry))!.Unread);
    }

    [Fact]
    public async Task Unread_OnceTheWeekIsFilledIn_HidesItNoMore_AndIsACheckForTheAgent()
    {
        const string Text = "Ouvert selon affluence";
        var hidden = Office with { Unread = [new UnreadText { Days = Weekdays.All, Text = Text }] };
        var paris = TerritorialCalendar.ForInseeCode("75");
        Assert.All(Week(), at => Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StatusAt(hidden, paris, at)));
        var (editor, entry) = await OpenAsync(hidden with { Comment = "Sonnez." });
        Dictionary<string, object?> week = new() { [Field(0, 0, "From")] = "8h", [Day(5)] = "ferme", [Day(6)] = "ferme" };

        await editor.SubmitAsync(week);
        Assert.Contains(
            $"« {Text} » : vos horaires s'affichent", editor.Page.QuerySelector("#avertissements")!.TextContent, StringComparison.Ordinal);
        await editor.SubmitAsync(new Dictionary<string, object?>(week) { ["__malgre"] = "LEFTOVER_TEXT" });

        var settled = (await DraftedAsync(entry))!;
        Assert.Empty(settled.Unread);
        Assert.Equal($"Sonnez.\n{Text}", settled.Comment);
        Assert.All(Week(), at => Assert.NotEqual(OpenStatus.Unknown, OpeningCalendar.StatusAt(settled, paris, at)));

        (editor, entry) = await OpenAsync(hidden);
        await editor.SubmitAsync(new Dictionary<string, object?>(week) { ["Form.Complete"] = "0" });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        settled = (await DraftedAsync(entry))!;
        Assert.Empty(settled.Unread);
        Assert.Null(settled.Comment);

        // Each hour of a week without a public holiday.
        static IEnumerable<Instant> Week() =>
            Enumerable.Range(0, 7 * 24).Select(hour => Instant.FromUtc(2027, 3, 8, 0, 0) + Duration.FromHours(hour));
    }

    [Fact]
    public async Task Night_AndNoteAndAppointmentOfASlot_AreKept()
    {
        var (editor, entry) = await OpenAsync(Office);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            [Field(4, 1, "From")] = "18h", [Field(4, 1, "To")] = "1h", [Field(4, 1, "NextDay")] = "true",
            [Field(4, 1, "ByAppointment")] = "true", [Field(4, 1, "Note")] = "Sonnez.",
        });

        var night = Assert.Single((await DraftedAsync(entry))!.Regular, period => period.ClosesNextDay);
        Assert.Equal(
            Slot(Weekdays.Of(IsoDayOfWeek.Friday), "18:00", "01:00") with { ClosesNextDay = true, ByAppointment = true, Note = "Sonnez." },
            night);
        await editor.SubmitAsync();
        Assert.Contains(night, (await DraftedAsync(entry))!.Regular);
    }

    [Fact]
    public async Task Paste_IsReadAndShown_FillsTheForm_AndSavesNothingByItself()
    {
        var (editor, entry) = await OpenAsync(Office);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Pasted"] = "le 1er lundi sauf août", ["geste"] = "lire" });
        Assert.Contains("n'a pas été compris", editor.Page.QuerySelector("#collage")!.TextContent, StringComparison.Ordinal);

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Pasted"] = "Mo-We 08:00-12:00; Sa[1] 09:00-12:00", ["geste"] = "lire" });
        Assert.Contains(
            "Du lundi au mercredi de 8 h à 12 h ; le 1er samedi du mois de 9 h à 12 h.",
            editor.Page.QuerySelector("#collage [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9 h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "remplir" });
        Assert.Equal("8 h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--From")!.GetAttribute("value"));
        Assert.Equal(Office, await DraftedAsync(entry));
        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "To")] = "11h" });
        await AcceptAsync(editor);

        Assert.Equal(
            "Le lundi de 8 h à 11 h ; le mardi et le mercredi de 8 h à 12 h ; le 1er samedi du mois de 9 h à 12 h ; fermé les jours fériés",
            OpeningSummary.Of(await DraftedAsync(entry)));
    }

    [Fact]
    public async Task Preview_SaysWhatIsTyped_AndSavesNothing()
    {
        var (editor, entry) = await OpenAsync(Office);
        var (_, fields) = editor.Fields(new Dictionary<string, object?> { [Field(0, 0, "From")] = "8h15", ["__envoi"] = null });

        using var answer = await editor.Client.PostAsync(Path(entry) + "?handler=Apercu", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("Le lundi de 8\u00A0h\u00A015 à 12\u00A0h", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await host.DraftAsync(entry));
    }

    [Fact]
    public async Task Exceptions_ChangedMeanwhile_AreNoConflictWithTheHours()
    {
        var (editor, entry) = await OpenAsync(Office);
        var closed = new ExceptionalPeriod { From = new LocalDate(2027, 3, 8), To = new LocalDate(2027, 3, 8) };
        await host.PublishAsync(A.Mairie() with { OpeningHours = Office with { Exceptional = [closed] } }, entry, 1);

        await editor.SubmitAsync(new Dictionary<string, object?> { [Field(0, 0, "From")] = "8h" });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal([closed], (await DraftedAsync(entry))!.Exceptional);
    }

    private static string Field(int day, int slot, string name) => $"Form.Week.Days[{day}].Slots[{slot}].{name}";

    private static string Day(int day) => $"Form.Week.Days[{day}].State";

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/horaires";

    private static RegularPeriod Slot(Weekdays days, string opens, string closes) =>
        new() { Days = days, Opens = ClockTime.Parse(opens), Closes = ClockTime.Parse(closes) };

    private static Task AcceptAsync(Visitor editor)
    {
        var accept = editor.Page.QuerySelector("button[name=__malgre]")!;
        return editor.SubmitAsync(new Dictionary<string, object?> { ["__malgre"] = accept.GetAttribute("value") });
    }

    private async Task<(Visitor Editor, Guid Entry)> OpenAsync(OpeningSchedule? schedule)
    {
        var entry = await host.PublishAsync(A.Mairie() with { OpeningHours = schedule });
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));
        return (editor, entry);
    }

    private async Task<OpeningSchedule?> DraftedAsync(Guid entry) => (await host.DraftAsync(entry))!.OpeningHours;
}
