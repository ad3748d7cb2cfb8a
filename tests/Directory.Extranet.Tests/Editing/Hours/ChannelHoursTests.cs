using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing.Hours;

/// <summary>The hours of one contact channel.</summary>
public sealed class ChannelHoursTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly ContactChannel Desk = new() { Kind = ChannelKind.Phone, Value = "+33465710001" };

    private static readonly ContactChannel Mail = new() { Kind = ChannelKind.Email, Value = "mairie@example.fr" };

    [Fact]
    public async Task Save_WritesTheHoursOfThisChannelAlone()
    {
        var (editor, entry) = await OpenAsync(Mail, Desk);
        Assert.Equal("Horaires de +33465710001", editor.Heading);

        await editor.SubmitAsync(Week());

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var channels = (await host.DraftAsync(entry))!.Channels;
        Assert.Equal(Mail, channels[0]);
        Assert.Equal("Le lundi de 8 h à 19 h", OpeningSummary.Of(channels[1].OpeningHours));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Reception"] = "inconnu" });
        Assert.Equal([Mail, Desk], (await host.DraftAsync(entry))!.Channels);
    }

    [Fact]
    public async Task Save_AfterTheListChanged_FindsTheSameChannel_OrSaysThatItIsGone()
    {
        var (editor, entry) = await OpenAsync(Mail, Desk);
        await host.PublishAsync(A.Mairie() with { Channels = [Desk, Mail] }, entry, 1);

        await editor.SubmitAsync(Week());

        var channels = (await host.DraftAsync(entry))!.Channels;
        Assert.NotNull(channels[0].OpeningHours);
        Assert.Equal(Mail, channels[1]);

        (editor, entry) = await OpenAsync(Mail, Desk);
        await host.PublishAsync(A.Mairie() with { Channels = [Mail] }, entry, 1);
        await editor.SubmitAsync(Week());
        Assert.Equal(HttpStatusCode.Conflict, editor.Status);
        Assert.Contains("Ce contact a été modifié ou retiré", editor.Text, StringComparison.Ordinal);
        Assert.Null(await host.DraftAsync(entry));
    }

    [Fact]
    public async Task Save_OfAPageAsItWasOpened_ChangesNothing()
    {
        var (editor, entry) = await OpenAsync(Mail, Desk);

        await editor.SubmitAsync();

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(DocumentJson.Write((await host.CurrentAsync(entry)).Document!), DocumentJson.Write((await host.DraftAsync(entry))!));
    }

    [Fact]
    public async Task Mistake_IsSaidInTheMenuOfTheContacts_AndFoundAgain()
    {
        var (editor, entry) = await OpenAsync(Mail, Desk);

        await editor.SubmitAsync(new Dictionary<string, object?>(Week()) { ["Form.Week.Days[0].Slots[0].To"] = "7h" });

        Assert.Equal("Lundi, plage 1 : l'heure de fermeture doit être après 8 h.", editor.Error);
        Assert.Contains("à corriger", editor.Page.QuerySelector(".fr-sidemenu [aria-current]")!.TextContent, StringComparison.Ordinal);
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts/1/horaires");
        Assert.Equal("7h", editor.Page.QuerySelector("#Form-Week-Days-0--Slots-0--To")!.GetAttribute("value"));
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts/2/horaires");
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    private static Dictionary<string, object?> Week()
    {
        var week = Enumerable.Range(1, 6).ToDictionary(day => $"Form.Week.Days[{day}].State", _ => (object?)"ferme");
        (week["Form.Reception"], week["Form.Week.Days[0].State"]) = ("tous", "ouvert");
        (week["Form.Week.Days[0].Slots[0].From"], week["Form.Week.Days[0].Slots[0].To"]) = ("8h", "19h");
        return week;
    }

    private async Task<(Visitor Editor, Guid Entry)> OpenAsync(params ContactChannel[] channels)
    {
        var entry = await host.PublishAsync(A.Mairie() with { Channels = channels });
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts/1/horaires");
        return (editor, entry);
    }
}
