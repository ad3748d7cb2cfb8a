using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://www.mairie.example/contact?x=1#y ", "https://www.mairie.example/contact?x=1#y")]
    [InlineData("www.mairie.example", "http://www.mairie.example")]
    [InlineData("mairie.example/page", "http://mairie.example/page")]
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
    [InlineData("a@mairie..example", "a@mairie..example")]
    [InlineData("mairie.example", "mairie.example")]
    [InlineData("a@mairie.example b@", "b@", "a@mairie.example")]
    public void ReadMails_OfAField_SeparatesThem(string text, string? rejected, params string[] expected)
    {
        var mails = WebAddress.ReadMails(text, out var left);

        Assert.Equal(expected, mails);
        Assert.Equal(rejected, left);
    }
}
