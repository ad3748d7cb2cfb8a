using System.Text;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Tests.Fiches;

public sealed class FicheXmlTests
{
    [Theory]
    [InlineData("<a><b></a>", "line 1")]
    [InlineData("", "XML")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "x")] // an entity is never looked up
    [InlineData("<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;\">]><a>&m;</a>", "m")] // nor multiplied
    public void Read_WhatIsNoFiche_IsRefusedWithItsPlace(string text, string said)
    {
        var e = Assert.Throws<FormatException>(() => Read(text));

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, false)] // the deepest
    [InlineData(65, true)]
    public void Read_Nesting_HasABound(int depth, bool isRefused)
    {
        var text = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

        Assert.Equal(isRefused, Record.Exception(() => Read(text)) is FormatException);
    }

    [Fact]
    public void Text_OfMixedContent_IsOneCleanLine()
    {
        var element = Read("<P>La <M>carte\u00a0</M>\n  d'identité <V>25\u00a0€</V> . <L>Fin</L></P>");

        Assert.Equal("La carte d'identité 25\u00a0€. Fin", element.Text());
    }

    [Theory]
    [InlineData("Vous devez fournir les documents suivants :", true)]
    [InlineData("La demande doit être accompagnée des pièces suivantes :", true)]
    [InlineData("Pièces à fournir :", true)]
    [InlineData("Vous devez joindre à votre demande :", true)]
    [InlineData("La personne se rend en mairie, il lui faut se présenter avec :", true)]
    [InlineData("Le dossier comprend les documents suivants :", true)]
    [InlineData("Vous devez fournir les informations suivantes :", false)]
    [InlineData("L'employeur doit remettre au salarié les documents suivants :", false)]
    [InlineData("Vous recevrez les documents suivants :", false)]
    [InlineData("Vous n'avez pas à fournir les documents suivants :", false)]
    [InlineData("La demande doit comporter :", false)] // what it says, as often as what goes with it
    [InlineData("Vous devez remplir les conditions suivantes :", false)]
    [InlineData("Vous pouvez demander la copie des documents suivants :", false)]
    public void Announces_ASentence_IsToldApart(string lead, bool expected) => Assert.Equal(expected, DocumentPhrases.Announces(lead));

    [Fact]
    public void Counters_OfTheTable_AreServiceTypesThatExist()
    {
        var known = ServiceTypeTable.Read().Select(type => type.Code).ToHashSet(StringComparer.Ordinal);

        var named = new CounterTable().NamedTypes.ToList();

        Assert.True(named.Count > 40);
        Assert.Empty(named.Except(known));
    }

    private static FicheElement Read(string text) => FicheXml.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
