using System.Text;
using PublicDirectory.Core.Storage;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Tests.Fiches;

public sealed class FicheJsonTests
{
    [Fact]
    public void Map_TheSameFicheInBothForms_GivesTheSameDemarche()
    {
        var xml = FicheExamples.MapCard(FicheExamples.Read);
        var json = FicheExamples.MapCard(text => Fiche.Of(Read(FicheExamples.Json(text))).Fiche!);

        Assert.Equal(Encoding.UTF8.GetString(DocumentJson.Write(xml)), Encoding.UTF8.GetString(DocumentJson.Write(json)));
    }

    [Fact]
    public void Text_OfCharacterData_IsThatOfTheElement()
    {
        var element =
            Read(
                """{"children":[{"type":"element","name":"dc:title","children":[{"type":"cdata","cdata":"a < b"},{"type":"comment","comment":"c"}]}]}""");

        Assert.Equal(("title", "a < b"), (element.Name, element.Text()));
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "children")]
    [InlineData("{}", "children")]
    [InlineData("""{"children":{}}""", "not a Array but Object")]
    [InlineData("""{"children":[1]}""", "type")]
    [InlineData("""{"children":[{"name":"a"}]}""", "type")]
    [InlineData("""{"children":[{"type":"element"}]}""", "name")]
    [InlineData("""{"children":[{"type":"element","name":"a","children":[{"type":"text"}]}]}""", "under a")]
    [InlineData("{\"children\":[\n{]", "LineNumber: 1")]
    public void Read_WhatIsNoFiche_IsRefusedWithItsPlace(string text, string said)
    {
        var e = Assert.Throws<FormatException>(() => Read(text));

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, false)] // the deepest, as in XML
    [InlineData(65, true)]
    public void Read_Nesting_HasABound(int depth, bool isRefused)
    {
        var text =
            string.Concat(Enumerable.Repeat("""{"type":"element","name":"a","children":[""", depth))
                + string.Concat(Enumerable.Repeat("]}", depth));

        Assert.Equal(isRefused, Record.Exception(() => Read($$"""{"children":[{{text}}]}""")) is FormatException);
    }

    [Fact]
    public void Read_TooLarge_IsRefusedBeforeItIsRead()
    {
        var text =
            $$"""{"children":[{"type":"element","name":"a","children":[{"type":"text","text":"{{new string('x', FicheJson.MaxBytes)}}"}]}]}""";

        Assert.Equal("Larger than 32 MiB.", Assert.Throws<FormatException>(() => Read(text)).Message);
    }

    private static FicheElement Read(string text) => FicheJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
