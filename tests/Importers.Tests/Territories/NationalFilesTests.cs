using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.Territories;

/// <summary>The whole country, where its files stand beside the sources; skipped, visibly, where they do not.</summary>
public sealed class NationalFilesTests(ITestOutputHelper output)
{
    private static string NationalDirectory => Path.Combine(Repository.NationalData!, "territoires");

    private static string Points => Path.Combine(NationalDirectory, "communes-points-mairies-2017.csv");

    [NationalDataFact]
    public async Task ReadAsync_WholeCountry_CountsEveryTerritory()
    {
        var (data, issues) = await TerritoryFiles.ReadAsync(NationalDirectory, Points);

        Assert.Equal("COG 2026", data.Version);
        Assert.Equal(37_590, data.Communes.Count);
        Assert.Equal(34_969, data.Communes.Count(commune => commune.Kind is CommuneKind.Current));
        Assert.Equal(45, data.Communes.Count(commune => commune.Kind is CommuneKind.MunicipalArrondissement));
        Assert.Equal(2_105, data.Communes.Count(commune => commune.Kind is CommuneKind.Delegated));
        Assert.Equal(471, data.Communes.Count(commune => commune.Kind is CommuneKind.Associated));
        Assert.Equal(109, data.Departements.Count);
        Assert.Equal(26, data.Regions.Count);
        Assert.Equal(333, data.Arrondissements.Count);
        Assert.Equal(1_266, data.Epci.Count); // 1,255 with taxes of their own, 11 of Greater Paris
        foreach (var group in issues.GroupBy(issue => (issue.Severity, issue.Code)))
        {
            output.WriteLine($"{group.Key}: {group.Count()}, {group.First()}");
        }

        Assert.DoesNotContain(issues, issue => issue.Severity is ImportIssueSeverity.Rejected
            && !issue.Message.StartsWith("communes-points", StringComparison.Ordinal));
    }

    [NationalDataFact]
    public async Task TerritoryIndex_WholeCountry_FindsEveryCodeAndPostalCode()
    {
        var (data, _) = await TerritoryFiles.ReadAsync(NationalDirectory, Points);
        var index = TerritoryIndex.Build(data);
        var postalCodes = data.Communes.SelectMany(commune => commune.PostalCodes).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(37_590, index.Communes.Length);
        for (var i = 0; i < index.Communes.Length; i++)
        {
            var commune = index.Communes[i];
            Assert.Equal(i, commune.Ordinal);
            Assert.Equal(commune.Code, index.FindCommune(commune.Code)!.Code);
            Assert.True(index.CurrentCommune(commune.Code)!.IsStanding);
            Assert.All(commune.FormerCodes, former => Assert.NotNull(index.CurrentCommune(former)));
            foreach (var postalCode in commune.PostalCodes)
            {
                Assert.Contains(commune, index.CommunesOfPostalCode(postalCode));
            }
        }

        Assert.Equal(postalCodes.Count, index.PostalCodes.Count);
        Assert.All(index.Communes.ToArray().Where(commune => commune.IsStanding), commune =>
            Assert.Contains(commune, index.FindByName(commune.Name, 100)));
    }
}
