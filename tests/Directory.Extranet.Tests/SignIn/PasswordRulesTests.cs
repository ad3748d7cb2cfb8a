using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Tests.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("court")]
    [InlineData("onze signes")] // one too few
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("azertyuiop12")]
    [InlineData("motdepasse2026!")]
    [InlineData("M0tDeP@sse2026")]
    [InlineData("Prefecture69!!")]
    [InlineData("BonjourBonjourBonjour")]
    [InlineData("CamilleDurand2026")] // the person's name
    [InlineData("qwertyuiopqwertyuiop")]
    public void Refuse_WhatIsSoonGuessed_SaysWhatToDo(string password) =>
        Assert.NotNull(PasswordRules.Refuse(password, "Camille Durand", "camille.durand@prefecture.gouv.fr"));

    [Theory]
    [InlineData("girafe verte sur un toboggan")]
    [InlineData("Xk9-pwRt-22vB")]
    [InlineData("douze signes")] // just long enough
    [InlineData("lampe tabouret cigogne")]
    public void Refuse_WhatIsHardToGuess_Accepts(string password) =>
        Assert.Null(PasswordRules.Refuse(password, "Camille Durand", "camille.durand@prefecture.gouv.fr"));

    [Fact]
    public void Refuse_LongerThanTheBound_Refuses()
    {
        var longest = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + (i * 7 % 26)) + "É"));

        Assert.Null(PasswordRules.Refuse(longest));
        Assert.NotNull(PasswordRules.Refuse(longest + "x"));
    }
}
