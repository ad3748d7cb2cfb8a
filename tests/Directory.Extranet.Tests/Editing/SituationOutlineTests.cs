using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class SituationOutlineTests
{
    private static readonly Situation[] Before =
    [
        new("a", "En France") { Children = [new("b", "Carte perdue"), new("c", "Carte volée ") { HandledBy = ["mairie"] }] },
        new("d", "À l'étranger"),
    ];

    [Fact]
    public void Read_OfWhatWasWritten_IsTheVerySame()
    {
        Assert.Equal("En France\n  Carte perdue\n  Carte volée \nÀ l'étranger", SituationOutline.Write(Before));
        Assert.Same(
            Before, SituationOutline.Read(SituationOutline.Write(Before).Replace("\n", "\r\n", StringComparison.Ordinal), Before, out _));
    }

    [Theory]
    [InlineData("En France\n  Carte perdue\n  Carte volée\nÀ l'étranger\nAilleurs", "a b c d ?")] // one more
    [InlineData("En France métropolitaine\n  Carte perdue\n  Carte volée\nÀ l'étranger", "a b c d")] // worded otherwise
    [InlineData("En France\n  Carte volée\nÀ l'étranger", "a c d")] // one less
    [InlineData("À l'étranger\nEn France\n  Carte perdue\n  Carte volée", "? a b c")] // moved: the longer part stays
    [InlineData("En France\n\n  Carte perdue\n    De nuit\n  Carte volée\n\tÀ l'étranger", "a b ? c d")] // deeper, blank lines, a tab
    [InlineData("", "")]
    public void Read_OfAChangedOutline_KeepsTheIdsOfWhatStays(string outline, string ids)
    {
        var read = SituationOutline.Read(outline, Before, out var problem);

        Assert.Null(problem);
        var known = new[] { "a", "b", "c", "d" };
        Assert.Equal(ids, string.Join(' ', SituationOutline.Paths(read).Select(item => known.Contains(item.Id) ? item.Id : "?")));
        Assert.All(All(read), situation => Assert.Equal(situation.Id == "c" ? ["mairie"] : [], situation.HandledBy));
        Assert.Equal(SituationOutline.Paths(read).Count, SituationOutline.Paths(read).Select(item => item.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("  En France", 1)]
    [InlineData("En France\n      Carte perdue", 2)]
    public void Read_OfALineIndentedTooFar_SaysWhich(string outline, int line)
    {
        SituationOutline.Read(outline, Before, out var problem);

        Assert.Equal(line, problem);
    }

    private static IEnumerable<Situation> All(IEnumerable<Situation> situations) =>
        situations.SelectMany(situation => All(situation.Children).Prepend(situation));

    [Fact]
    public void Paths_OfACase_LeadBackToIt()
    {
        Assert.Equal("En France › Carte perdue", SituationOutline.PathOf(Before, "b"));
        Assert.Equal("c", SituationOutline.IdOf(Before, " En France › Carte volée"));
        Assert.Null(SituationOutline.IdOf(Before, "Carte volée"));
    }
}
