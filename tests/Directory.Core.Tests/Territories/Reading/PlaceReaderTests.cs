using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Tests.Territories.Reading;

public sealed class PlaceReaderTests
{
    [Theory]
    [InlineData("Acte de naissance, j'habite à L'Isle-Adam", "95313")]
    [InlineData("Acte de naissance, j'habite à Pont-l'Évêque", "14514")]
    [InlineData("Acte de naissance, j'habite à Villenave-d'Ornon", "33550")]
    [InlineData("j habite a villeneuve d ascq et j ai perdu mon permis", "59009")]
    [InlineData("à Villenave-d'Ornan", null)] // misspelt: no other commune instead
    [InlineData("Je cherche le numéro de la préfecture de la Creuse", "département 23")]
    [InlineData("La mairie de La Creuse est-elle ouverte ?", "70186")]
    [InlineData("Mon permis est passé à la machine", null)]
    [InlineData("Inscrire mon enfant à l'école", null)]
    [InlineData("J'ai eu un accident, il y a deux ans", null)]
    [InlineData("Les horaires de la mairie d'Eu", "76255")]
    [InlineData("Les horaires de la mairie d'Y", "80829")]
    [InlineData("Perdu mon permis, 23000 Guéret", "23096")]
    [InlineData("Je suis à Aubusson (23), perdu mon permis", "23008")]
    [InlineData("Je suis à Aubusson, dans l'Orne (61)", "61007")]
    [InlineData("J'habite à Saint-Denis dans le 93", "93066")]
    [InlineData("J'habite à Saint-Denis", null)] // two of them: asked
    [InlineData("Refaire mon passeport. Villeurbanne", "69266")]
    [InlineData("perdu mon permis villeurbanne", "69266")]
    [InlineData("Une élection au scrutin à 2 tours", null)]
    [InlineData("J'ai écrit à Marie", null)]
    [InlineData("Une autorisation de travail (Apt)", null)]
    [InlineData("je vis au Mans", "72181")]
    [InlineData("je travaille au Mans", null)] // and lives elsewhere, perhaps
    [InlineData("J'habitais Villeurbanne", null)]
    [InlineData("j'habitais à Villeurbanne", null)]
    [InlineData("je ne vis plus à Villeurbanne", null)]
    [InlineData("j'ai déménagé de Villeurbanne", null)]
    [InlineData("j'ai déménagé à Villeurbanne", "69266")]
    [InlineData("mon ancienne adresse est à Villeurbanne", null)]
    [InlineData("passeport, pas à Villeurbanne", null)]
    [InlineData("j'habite près de Villeurbanne", null)]
    [InlineData("je suis née à Villeurbanne", null)]
    [InlineData("né à Lyon, j'habite à Villeurbanne", "69266")]
    [InlineData("en vacances à Villeurbanne", null)]
    [InlineData("je travaille et habite à Villeurbanne", "69266")]
    [InlineData("je ne trouve pas la mairie de Villeurbanne", "69266")]
    [InlineData("12 rue des Lilas, 69100 Villeurbanne", "69266")]
    [InlineData("J'habite rue de Lyon", null)]
    [InlineData("15 avenue de Paris à Villeurbanne", "69266")]
    [InlineData("J'habite Lyon 3e", "69383")]
    [InlineData("J'habite à Lyon 3 jours par semaine", "69123")]
    [InlineData("Je gagne 23000 euros", null)]
    [InlineData("Mon code est 75015", "75115")] // a city and its own arrondissement: the arrondissement
    [InlineData("69100 VILLEURBANNE", "69266")]
    [InlineData("69621 Villeurbanne Cedex", "69266")]
    [InlineData("à Saint-Denis-sur-Saône", null)] // unknown: neither Saint-Denis nor Saône
    public void Read_AMessage_TakesAPlaceForCertainWhereItIs(string message, string? expected)
    {
        var named = NamedCommunes.Of(PlaceReader.Read(HardNames.Places, message, isQuery: false));

        var found = named.Commune?.Code.Value ?? (named.Departement is { } departement ? $"département {departement.Code}" : null);
        Assert.Equal(expected, found);
    }

    /// <summary>Who cannot be told which one is asked; a name that is not meant is not asked either.</summary>
    [Theory]
    [InlineData("J'habite à Saint-Denis", "93066 97411")]
    [InlineData("Mon code postal est 93200, la ville Saint-Denis", "93066")]
    [InlineData("J'habite rue de Lyon", "")]
    [InlineData("J'habite à Villeurbanne, mon notaire est à Tours ou à Lyon 3e", "69266 69383 37261")]
    public void Read_AMessage_AsksAmongThoseItMayMean(string message, string expected)
    {
        var named = NamedCommunes.Of(PlaceReader.Read(HardNames.Places, message, isQuery: false));

        var asked = named.Commune is { } one ? [one] : named.Named;
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), asked.Select(commune => commune.Code.Value).Order());
    }

    /// <summary>The other half of a walk over all names of the country, which <c>./test --long</c> makes.</summary>
    [Fact]
    public void Read_HardNamesInSentences_IsNeverAnotherCommune()
    {
        (string Sentence, Func<Core.Territories.Commune, string> Name)[] sentences =
        [
            ("J'habite à {0}.", commune => commune.Name),
            ("Les horaires de la mairie {0}", commune => commune.NameWithDe),
            ("Perdu mon permis, {0}", commune => $"{commune.PostalCodes[0]} {commune.Name}"),
            ("Je vis à {0} et je me marie", commune => $"{commune.Name} ({commune.DepartementCode})"),
            ("Passeport {0}", commune => commune.Name),
            ("jhabite {0} et je demenage", commune => commune.Name.ToLowerInvariant()),
        ];
        var wrong = (
            from commune in HardNames.All
            from sentence in sentences
            let text = string.Format(null, sentence.Sentence, sentence.Name(commune))
            let found = NamedCommunes.Of(PlaceReader.Read(HardNames.Places, text, isQuery: false)).Commune
            where found is not null && found.Code != commune.Code && found.Parent != commune.Code
            select $"{text} -> {found.Name}").ToList();

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("mairie villeurbanne 69100", "69266")]
    [InlineData("mairie d'Y", "80829")]
    [InlineData("mairie de eu", "76255")]
    [InlineData("carte grise guéret", "23096")]
    [InlineData("caf 93", "93")]
    [InlineData("préfecture du rhône", "69")]
    [InlineData("école", null)] // an ordinary word
    [InlineData("article 93", null)]
    [InlineData("plus de 75 ans", null)]
    public void Read_AQuery_TakesTheNameOfAPlaceAsOneThing(string query, string? expected)
    {
        var place = PlaceReader.Read(HardNames.Places, query, isQuery: true).SingleOrDefault(mention => mention.IsCertain);

        Assert.Equal(expected, place?.Communes.Select(commune => commune.Code.Value).FirstOrDefault() ?? place?.Departement?.Code);
    }

    [Theory]
    [InlineData("97127", "97801", "La Désirade")]
    [InlineData("97123", "97701", null)]
    public void CurrentCommune_OfACodeThatTheFilesForgot_IsTodays(string code, string commune, string? ofPostalCode)
    {
        Assert.Equal(commune, HardNames.Places.CurrentCommune(code)?.Code.Value);
        Assert.Equal(ofPostalCode, HardNames.Places.CommunesOfPostalCode(code).Select(served => served.Name).FirstOrDefault());
    }

    [Theory]
    [InlineData("75015", "75115")]
    [InlineData("69003", "69383")]
    [InlineData("23000", "23096,23185")] // two communes: asked
    public void CommunesToChoose_OfAPostalCode_LeavesOutACityBesideItsArrondissement(string code, string communes) =>
        Assert.Equal(communes, string.Join(',', HardNames.Places.CommunesToChoose(code).Select(commune => commune.Code.Value)));

    [Fact]
    public void FindByName_OfAnArrondissement_IsThatOneFirst() =>
        Assert.Equal(["75101", "75115"], HardNames.Places.FindByName("Paris 1er").Select(commune => commune.Code.Value));
}
