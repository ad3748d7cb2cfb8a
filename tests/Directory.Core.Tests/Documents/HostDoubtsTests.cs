using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Tests.Documents;

public sealed class HostDoubtsTests
{
    [Theory]
    [InlineData("https://www.servіce-public.fr", "www.xn--servce-public-6hl.fr", HostDoubtKind.OtherLetters)] // a Cyrillic i
    [InlineData("http://xn--servce-public-6hl.fr/a", "xn--servce-public-6hl.fr", HostDoubtKind.OtherLetters)]
    [InlineData("https://сайт.рф", "xn--80aswg.xn--p1ai", HostDoubtKind.OtherLetters)] // one script only
    [InlineData("https://ımpots.gouv.fr/", "xn--mpots-m4a.gouv.fr", HostDoubtKind.OtherLetters)]
    [InlineData("https://préfecture-paris.fr", "xn--prfecture-paris-cnb.fr", HostDoubtKind.OtherLetters)]
    [InlineData("https://impots。gouv.fr", "impots.gouv.fr", HostDoubtKind.OtherLetters)] // a full stop that is none
    [InlineData("Payez sur https://www.servіce-public.fr/payer, avant lundi.", "www.xn--servce-public-6hl.fr", HostDoubtKind.OtherLetters)]
    [InlineData("Voir www.servіce-public.fr.", "www.xn--servce-public-6hl.fr", HostDoubtKind.OtherLetters)]
    [InlineData("//servіce-public.fr", "xn--servce-public-6hl.fr", HostDoubtKind.OtherLetters)]
    [InlineData("accueil@xn--mairie-lyn-k7a.fr", "xn--mairie-lyn-k7a.fr", HostDoubtKind.OtherLetters)]
    [InlineData("écrire à accueil@mairіe.fr", "xn--maire-q2e.fr", HostDoubtKind.OtherLetters)]
    [InlineData("https://service-pub1ic.fr", "service-pub1ic.fr", HostDoubtKind.LooksPublic)]
    [InlineData("https://www.irnpots-gouv.fr/", "www.irnpots-gouv.fr", HostDoubtKind.LooksPublic)]
    [InlineData("https://service-public.fr.evil.example/", "service-public.fr.evil.example", HostDoubtKind.LooksPublic)]
    [InlineData("https://impots.gouv.fr@evil.example/", "evil.example", HostDoubtKind.LooksPublic)]
    [InlineData("https://impots.gouv.fr:secret@evil.example/", "evil.example", HostDoubtKind.LooksPublic)]
    [InlineData(@"https://evil.example\@impots.gouv.fr/", "evil.example", null)] // read as browsers do; as a contact, refused
    [InlineData("contact@impots-gouv.fr", "impots-gouv.fr", HostDoubtKind.LooksPublic)]
    [InlineData("https://mairie.example:8443/rdv", "mairie.example:8443", HostDoubtKind.UnusualPort)]
    public void In_OfAnAddressThatMayMislead_SaysHowItIsWritten(string text, string ascii, HostDoubtKind? kind)
    {
        var doubts = HostDoubts.In(text);

        if (kind is null)
        {
            Assert.Empty(doubts);
            return;
        }

        var doubt = Assert.Single(doubts);
        Assert.Equal((kind, ascii), (doubt.Kind, doubt.Ascii));
        Assert.DoesNotContain(' ', doubt.Code);
        Assert.Contains(doubt.Ascii, doubt.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.service-public.fr/particuliers/vosdroits/F14929")]
    [InlineData("https://www.impots.gouv.fr")]
    [InlineData("http://mairie-villeurbanne.example:80/")]
    [InlineData("accueil.mairie@villeurbanne.example")]
    [InlineData("Écrivez à l’accueil : accueil@mairie.example ; voir aussi www.caf.fr.")]
    [InlineData("Fermé.Merci de votre compréhension")]
    [InlineData("Déclaré à 9 h // à confirmer")]
    [InlineData("@")]
    [InlineData("")]
    [InlineData(null)]
    public void In_OfUsualAddressesAndTexts_IsEmpty(string? text) => Assert.Empty(HostDoubts.In(text));

    [Theory]
    [InlineData("https://impots.gouv.fr@evil.example")]
    [InlineData("https://@evil.example/")]
    [InlineData("https://user:secret@mairie.example/")]
    [InlineData("javascript:alert(1)//mairie.example")]
    [InlineData("data:text/html,https://mairie.example")]
    [InlineData("ftp://mairie.example/")]
    [InlineData("vbscript:https://mairie.example")]
    [InlineData("https:mairie.example")]
    [InlineData("https:/mairie.example")]
    [InlineData("https:///mairie.example")]
    [InlineData(@"https:\\mairie.example")]
    [InlineData(@"https://mairie.example\@evil.example")]
    [InlineData("https://mairie.example./")] // a trailing dot
    [InlineData("https://mairie%2Eexample/")]
    [InlineData("https://%6dairie.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://１２７.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://mairie.example:0/")]
    [InlineData("https://mairie.example:99999/")]
    [InlineData("https://mairie.example:8a/")]
    [InlineData("https://xn--a.example\u0000/")]
    [InlineData("https://xn--0000000000.fr/")] // not to be read back
    [InlineData("https://mai\u200Brie.example/")]
    [InlineData("https://mairie.example/\n")]
    [InlineData(" https://mairie.example/")]
    [InlineData("https://a..example/")]
    public void IsWebAddress_OfWhatHidesWhereItLeads_IsFalse(string address) => Assert.False(ContactValue.IsWebAddress(address));

    [Theory]
    [InlineData("https://www.service-public.fr/a?b=c@d#e")] // an at sign after the host is the path's
    [InlineData("HTTP://Mairie.Example")]
    [InlineData("https://mairie.example:8443/rdv")] // said: see above
    [InlineData("https://www.servіce-public.fr")] // said
    [InlineData("https://rdv_etat.mairie.example/")]
    public void IsWebAddress_OfWhatSaysWhereItLeads_IsTrue(string address) => Assert.True(ContactValue.IsWebAddress(address));
}
