using System.Text.RegularExpressions;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Sample;

public sealed partial class ServiceTypeTableTests
{
    [Fact]
    public void Read_Always_IsCompleteAndInOrder()
    {
        var types = ServiceTypeTable.Read();

        Assert.Equal(151, types.Count);
        Assert.Equal(types.Select(type => type.Code).Order(StringComparer.Ordinal), types.Select(type => type.Code));
        Assert.Equal(types.Count, types.Select(type => type.Code).Distinct().Count());
        Assert.All(types, type =>
        {
            Assert.Matches(CodePattern(), type.Code);
            Assert.InRange(type.Label.Length, 3, 120);
            Assert.InRange(type.Description!.Length, 30, 200);
            Assert.EndsWith(".", type.Description, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex CodePattern();
}
