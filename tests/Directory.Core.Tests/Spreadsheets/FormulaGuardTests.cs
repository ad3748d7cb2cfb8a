using PublicDirectory.Core.Spreadsheets;

namespace PublicDirectory.Core.Tests.Spreadsheets;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+33 1")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\tun")]
    [InlineData("\run")]
    [InlineData("\nun")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u3000=1")]
    [InlineData("\u200B=1")] // of no width
    [InlineData("\uFEFF=1")]
    [InlineData("\u202E=1")] // right to left
    [InlineData("\u0001=1")]
    [InlineData(" \t \r\n @x")]
    [InlineData("＝1")] // full width
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("\u3000＝1")]
    [InlineData("﹦1")] // small forms
    public void Text_ThatCouldBeAFormula_IsMarkedAsText(string text) => Assert.Equal("'" + text, FormulaGuard.Text(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a=b")]
    [InlineData("  Mairie - accueil")]
    [InlineData("« oui »")]
    [InlineData("'=1")]
    [InlineData("2+2")]
    [InlineData("\uFEFF")]
    public void Text_ThatCouldNot_StaysAsItIs(string text) => Assert.Equal(text, FormulaGuard.Text(text));
}
