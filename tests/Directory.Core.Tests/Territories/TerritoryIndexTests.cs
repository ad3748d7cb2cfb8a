using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class TerritoryIndexTests
{
    [Fact]
    public void Communes_Always_AreInTheOrderOfCodesAndNumbered()
    {
        var communes = Places.Communes.ToArray();

        Assert.Equal(Data.Communes.Count, communes.Length);
        Assert.Equal(communes.OrderBy(commune => commune.Code).ThenBy(commune => commune.Kind), communes);
        Assert.Equal(Enumerable.Range(0, communes.Length), communes.Select(commune => commune.Ordinal));
    }

    [Theory]
    [InlineData("69266", "Villeurbanne")]
    [InlineData("01033", "Valserhône")] // the code is also that of its delegated commune
    [InlineData("01091", "Châtillon-en-Michaille")]
    [InlineData("2A004", "Ajaccio")]
    [InlineData("97302", "Cayenne")]
    [InlineData("69383", "Lyon 3e Arrondissement")]
    public void FindCommune_LivingCode_IsFound(string code, string name) =>
        Assert.Equal(name, Places.FindCommune(Code(code))?.Name);

    [Theory]
    [InlineData("69232")] // of the past
    [InlineData("20004")] // Ajaccio before Corsica had two départements; not 2A004
    [InlineData("99999")]
    public void FindCommune_CodeThatNobodyBears_IsNull(string code) => Assert.Null(Places.FindCommune(Code(code)));

    [Theory]
    [InlineData("69266", "69266")]
    [InlineData("69383", "69383")] // a municipal arrondissement stands by itself
    [InlineData("01033", "01033")] // the delegated chef-lieu
    [InlineData("01091", "01033")] // delegated
    [InlineData("01120", "01262")] // associated
    [InlineData("01126", "01033")] // former
    [InlineData("20004", "2A004")]
    public void CurrentCommune_CodeOfAnyTime_LeadsToToday(string code, string today) =>
        Assert.Equal(today, Places.CurrentCommune(Code(code))?.Code.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("6926")]
    [InlineData("2C004")]
    [InlineData("98999")]
    public void CurrentCommune_NoSuchCode_IsNull(string? code) => Assert.Null(Places.CurrentCommune(code));

    [Fact]
    public void Parent_OnlyMunicipalArrondissements_HaveOne()
    {
        Assert.Equal(Code("69123"), Places.FindCommune(Code("69383"))!.Parent);
        Assert.Null(Places.FindCommune(Code("01091"))!.Parent);
        Assert.Null(Places.FindCommune(Code("69123"))!.Parent);
    }

    [Theory]
    [InlineData("01120", "La Boisse, Montluel")] // shared
    [InlineData("69003", "Lyon, Lyon 3e Arrondissement")]
    [InlineData("20090", "Ajaccio")]
    [InlineData("69433", "")] // CEDEX
    public void CommunesOfPostalCode_Always_AreAllThatItServes(string postalCode, string expected) =>
        Assert.Equal(expected, Names(Places.CommunesOfPostalCode(postalCode)));

    [Fact]
    public void CommunesOf_EachGrouping_HoldsCurrentCommunesOnly()
    {
        Assert.Equal("Lyon, Saint-Rémy, Villefranche-sur-Saône, Villeurbanne", Names(Places.CommunesOfDepartement("69")));
        Assert.Equal("Ajaccio", Names(Places.CommunesOfRegion("94")));
        Assert.Equal("Lyon, Villeurbanne", Names(Places.CommunesOfArrondissement("691")));
        Assert.Equal("Lyon, Villeurbanne", Names(Places.CommunesOfEpci("200046977")));
        Assert.Equal("", Names(Places.CommunesOfDepartement("99")));
        Assert.Equal("200046977", Places.FindCommune(Code("69266"))!.EpciCode);
    }

    [Fact]
    public void PartsOf_Commune_AreItsArrondissementsOrFormerCommunes()
    {
        Assert.Equal("Lyon 1er Arrondissement, Lyon 3e Arrondissement", Names(Places.PartsOf(Code("69123"))));
        Assert.Equal("Bellegarde-sur-Valserine, Châtillon-en-Michaille", Names(Places.PartsOf(Code("01033"))));
    }

    [Theory]
    [InlineData("saint etienne", "Saint-Étienne")]
    [InlineData("ST-ETIENNE", "Saint-Étienne")]
    [InlineData("st étie", "Saint-Étienne")]
    [InlineData("Lyon 03", "Lyon 3e Arrondissement")]
    [InlineData("lyon 1er", "Lyon 1er Arrondissement")]
    [InlineData("boisse", "La Boisse")]
    [InlineData("La Villeurbanne", "Villeurbanne")] // an article too many
    [InlineData("bellegarde", "Bellegarde-sur-Valserine")] // no longer a commune, still a name
    [InlineData("Valserine", "Bellegarde-sur-Valserine")] // a word inside
    [InlineData("Villefranche s/ Saône", "Villefranche-sur-Saône")]
    [InlineData("BOURG EN BRESSE CEDEX 9", "Bourg-en-Bresse")]
    public void FindByName_AsPeopleWriteIt_FindsItFirst(string text, string first) =>
        Assert.Equal(first, Places.FindByName(text)[0].Name);

    [Fact]
    public void FindByName_SeveralFit_WholeNamesThenThePopulous()
    {
        Assert.Equal(
            ["Lyon", "Lyon 3e Arrondissement", "Lyon 1er Arrondissement"],
            Places.FindByName("lyon").Select(commune => commune.Name));
        Assert.Equal(["42218", "01384", "69235"], Places.FindByName("saint").Select(commune => commune.Code.Value));
        Assert.Equal(["42218", "01384"], Places.FindByName("saint", first: 2).Select(commune => commune.Code.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ' ")]
    [InlineData("zzz")]
    [InlineData("cedex")]
    public void FindByName_NothingToFind_IsEmpty(string text) => Assert.Empty(Places.FindByName(text));

    [Theory]
    [InlineData("Villeurbanne", "69100", "69266")]
    [InlineData("VILLEURBANNE CEDEX", "69611", "69266")] // CEDEX: the département is enough
    [InlineData("St Remy", "01310", "01384")]
    [InlineData("St Remy", "69210", "69235")]
    [InlineData("St Remy", null, null)] // two namesakes
    [InlineData("St Remy", "75001", null)] // neither of them
    [InlineData("Châtillon-en-Michaille", "01200", "01033")] // delegated
    [InlineData("Ajaccio", "20186", "2A004")]
    [InlineData(null, "01000", "01053")]
    [InlineData(null, "69003", "69123")] // Lyon and its arrondissement: the commune
    [InlineData(null, "01120", null)] // two communes
    [InlineData("", null, null)]
    public void Locate_CityAndPostalCode_IsOneCommuneOrNone(string? city, string? postalCode, string? expected) =>
        Assert.Equal(expected, Places.Locate(city, postalCode)?.Code.Value);

    [Fact]
    public void NearestCommune_Point_IsTheNearestTownHall()
    {
        var nearest = Places.NearestCommune(new GeoPoint(45.77, 4.90), out var distance);

        Assert.Equal("Villeurbanne", nearest?.Name);
        Assert.InRange(distance, 1_500, 1_700);
        Assert.Equal("Papeete", Places.NearestCommune(new GeoPoint(-17, 179), out _)?.Name); // across the date line
    }

    [Fact]
    public void NearestCommunes_AnyPoint_AgreesWithComparingAll()
    {
        var located = Places.Communes.ToArray().Where(commune => commune.IsStanding && commune.Location is not null).ToList();
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var point = new GeoPoint((random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180);

            var nearest = Places.NearestCommunes(point, 4).Select(item => item.Commune.Code);

            Assert.Equal(
                located.OrderBy(commune => point.DistanceMetresTo(commune.Location!.Value)).Take(4)
                    .Select(commune => commune.Code),
                nearest);
        }
    }

    [Fact]
    public void Empty_Always_AnswersNothing()
    {
        Assert.Null(TerritoryIndex.Empty.CurrentCommune("69123"));
        Assert.Empty(TerritoryIndex.Empty.FindByName("lyon"));
        Assert.Null(TerritoryIndex.Empty.NearestCommune(new GeoPoint(45, 4), out _));
    }

    [Fact]
    public void Build_ReferenceToNothing_IsRefused()
    {
        var broken = Data with { Communes = [.. Data.Communes, Current("07001", "Accons", "07", [], 400, null)] };

        var exception = Assert.Throws<ArgumentException>(() => TerritoryIndex.Build(broken));

        Assert.Contains("07001", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lookups_ByCode_AllocateNothing()
    {
        var (villeurbanne, found) = (Code("69266"), 0);
        Lookups();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Lookups();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(found > 0);

        void Lookups()
        {
            found += Places.FindCommune(villeurbanne) is null ? 0 : 1;
            found += Places.CurrentCommune(villeurbanne) is null ? 0 : 1;
            found += Places.NearestCommune(new GeoPoint(45, 4), out _) is null ? 0 : 1;
            foreach (var commune in Places.CommunesOfPostalCode("01120"))
            {
                found += commune.Ordinal;
            }
        }
    }

    private static string Names(CommuneList communes) =>
        string.Join(", ", communes.Select(commune => commune.Name).Order(StringComparer.Ordinal));
}
