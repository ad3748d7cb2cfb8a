using PublicDirectory.Testing.Habilitations;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>The guide for people and the table for tests are one text.</summary>
public sealed class HabilitationGuideTests
{
    [Fact]
    public void Guide_Always_IsWhatTheLawsFileGives()
    {
        var expected = LawGuide.Write(LawFile.Read());
        if (Environment.GetEnvironmentVariable(LawGuide.WriteVariable) == "write")
        {
            File.WriteAllText(LawGuide.Path, expected);
        }

        Assert.True(
            expected == File.ReadAllText(LawGuide.Path),
            $"docs/guides/habilitations.md is not what habilitations.tsv gives. Write it anew: {LawGuide.WriteVariable}=write ./test --filter HabilitationGuideTests");
    }

    [Theory]
    [InlineData("a\tb", "fits no table")] // outside a table
    [InlineData("[t] Table\ncode\tb\nx", "fits no table")] // a cell is missing
    [InlineData("[t] Table\ncode\tb\nx\t1\nx\t2", "two rows")]
    [InlineData("[t] Table\ncode\tb\nx\t1\n\n[u] Autre\ncode\tt\nz\tx y", "y, which [t] does not know")]
    public void Parse_OfWhatDoesNotFit_SaysWhere(string text, string expected) => Assert.Contains(
        expected, Assert.Throws<FormatException>(() => LawFile.Parse(text.Split('\n'))).Message, StringComparison.Ordinal);
}
