using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://www.mairie.example/contact?x=1#y ", "https://www.mairie.example/contact?x=1#y")]
    [InlineData("www.mairie.example", "http://www.mairie.example")]
    [InlineData("mairie.example/page", "http://mairie.example/page")]
    [InlineData("https://www.mairie.example/accueil\u200b", "https://www.mairie.example/accueil")]
    [InlineData("\u202a\ufeffwww.mairie.example\u00a0", "http://www.mairie.example")]
    [InlineData("<https://www.mairie.example/>,", "https://www.mairie.example/")]
    [InlineData("« www.mairie.example »", "http://www.mairie.example")]
    [InlineData("http://www.évian.example", "http://www.évian.example")]
    [InlineData("http://www,mairie.example", null)]
    [InlineData("http://www.mairie.", null)]
    [InlineData("http://mairie", null)]
    [InlineData("http://", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ftp://mairie.example", null)]
    [InlineData("http://user:secret@mairie.example", null)]
    [InlineData("voir le site", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TryRead_OfAnAddress_IsAbsoluteHttpOrNothing(string? text, string? expected) =>
        Assert.Equal(expected, WebAddress.TryRead(text));

    [Theory]
    [InlineData("Accueil@Mairie.Example", null, "Accueil@mairie.example")]
    [InlineData("mailto:a@mairie.example", null, "a@mairie.example")]
    [InlineData("a@mairie.example,b@mairie.example; c@mairie.example", null, "a@mairie.example", "b@mairie.example", "c@mairie.example")]
    [InlineData("mailto:a@mairie.example et b@mairie.example", null, "a@mairie.example", "b@mairie.example")]
    [InlineData("accueil@mairie-évian.example", null, "accueil@xn--mairie-vian-hbb.example")]
    [InlineData("accueil@mairie.\u0065\u0301vian.example", null, "accueil@mairie.xn--vian-9oa.example")] // an accent typed apart
    [InlineData("accueil@mairie.xn--p1ai", null, "accueil@mairie.xn--p1ai")]
    [InlineData("\u200baccueil@mairie.example\u202c", null, "accueil@mairie.example")]
    [InlineData("accueil@mairie.example\u00a0;\u202fb@mairie.example", null, "accueil@mairie.example", "b@mairie.example")]
    [InlineData("Accueil de la mairie <Accueil@Mairie.Example>; B <b@mairie.example>", null, "Accueil@mairie.example", "b@mairie.example")]
    [InlineData("mailto:a@mairie.example?subject=Bonjour", null, "a@mairie.example")]
    [InlineData("hélène@mairie.example", "hélène@mairie.example")] // few servers take it
    [InlineData("a@mairie..example", "a@mairie..example")]
    [InlineData("mairie.example", "mairie.example")]
    [InlineData("a@mairie.example b@", "b@", "a@mairie.example")]
    public void ReadMails_OfAField_SeparatesThem(string text, string? rejected, params string[] expected)
    {
        var mails = WebAddress.ReadMails(text, out var left);

        Assert.Equal(expected, mails);
        Assert.Equal(rejected, left);
        Assert.Equal(expected, mails.SelectMany(mail => WebAddress.ReadMails(WebAddress.Shown(mail), out _)));
    }
}
