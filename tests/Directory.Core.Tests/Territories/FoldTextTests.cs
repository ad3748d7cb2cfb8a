using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Territories;

/// <summary>The database's <c>fold_text</c>, by which lists are searched, beside the program's own folding.</summary>
public sealed class FoldTextTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("L'Haÿ-les-Roses")]
    [InlineData("Œuilly – « Les Îles »")]
    [InlineData("ÀÉÎÕÜŸ ñ ç ß Æ æ")]
    [InlineData("Caisse d'allocations familiales (CAF) de l'Ain n° 2")]
    [InlineData("Ⅻe arrondissement, bureau ½ ﬁn  x²")]
    [InlineData("  -- ")]
    public async Task FoldText_InTheDatabase_IsThatOfTheProgram(string text)
    {
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();

        Assert.Equal(TextFolding.Fold(text), await connection.ScalarAsync<string>("select fold_text($1)", default, text));
    }
}
