using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>Questions that were answered wrongly on the national data (<c>data/cas</c>), each with what is right.</summary>
public sealed class CaseWalk
{
    // A Tuesday, at ten in Paris.
    private static readonly Instant Now = Instant.FromUtc(2026, 12, 1, 9, 0);

    [LongNationalFact]
    public async Task Interlocutors_OfPlacesWithOtherKindsOfMairie_AreTheirs()
    {
        var picture = await NationalPicture.GetAsync();
        var desk = new InterlocutorDesk(picture, Now, 5);

        Assert.Contains("15e", Mairie("75115"), StringComparison.Ordinal);
        Assert.Equal("75056", picture.Territories.CurrentCommune(FirstOf("75056").Record.Commune!.Value)!.Code.Value);
        Assert.Contains("Papeete", Mairie("98735"), StringComparison.Ordinal);
        foreach (var postalCode in new[] { "69003", "75015" })
        {
            var answer = desk.ForPostalCode(postalCode, commune => desk.ForServiceType("mairie", commune));
            Assert.Equal((InterlocutorOutcome.Found, 0), (answer.Outcome, answer.Choices.Count));
        }

        string Mairie(string code) => FirstOf(code).Record.Name.ToString();

        Interlocutor FirstOf(string code) => desk.ForServiceType("mairie", InseeCode.Parse(code)).Interlocutors[0];
    }

    [LongNationalFact]
    public async Task Communes_InMessages_AreReadAsTheyAreMeant()
    {
        var picture = await NationalPicture.GetAsync();
        (string Message, string? Commune)[] cases =
        [
            ("Acte de naissance, j'habite à L'Isle-Adam", "95313"),
            ("Acte de naissance, j'habite à Villenave-d'Ornon", "33550"),
            ("Acte de naissance, j'habite à Villeneuve-d'Ascq", "59009"),
            ("Je cherche le numéro de la préfecture de la Creuse", null),
            ("Mon permis est passé à la machine", null),
            ("Inscrire mon enfant à l'école", null),
            ("Perdu mon permis, 23000 Guéret", "23096"),
            ("Je suis à Aubusson (23), perdu mon permis", "23008"),
        ];
        foreach (var (message, commune) in cases)
        {
            Assert.Equal((message, commune), (message, Orient(picture, message).Commune?.Code.Value));
        }

        // Two communes have this name: it is asked, never taken for another.
        Assert.NotEqual("38318", Orient(picture, "Acte de naissance, j'habite à Pont-l'Évêque").Commune?.Code.Value);
    }

    [LongNationalFact]
    public async Task Messages_ThatNameNoService_AreTakenForNone()
    {
        var picture = await NationalPicture.GetAsync();
        foreach (var message in new[] { "Je veux une carte de séjour si possible", "Si mon enfant a 15 ans, peut-il travailler cet été ?" })
        {
            var answer = Orient(picture, message, "69266");
            Assert.DoesNotContain(
                answer.Interlocutors?.Interlocutors ?? [], one => one.Record.Types.Any(type => type.ToString() is "sie"));
            Assert.DoesNotContain("impôts", answer.Reformulation ?? "", StringComparison.Ordinal);
        }

        var nonsense = Orient(picture, "asdf qsdf", "69266");
        Assert.Null(nonsense.Demarche);
        Assert.Null(nonsense.Memo);
        Assert.Contains(
            Orient(picture, "Puis-je avoir le RSA si je suis hébergé chez un ami").Candidates,
            candidate => candidate.Demarche.Title.ToString().Contains("RSA", StringComparison.Ordinal));
    }

    [LongNationalFact]
    public async Task Search_ForAServiceAndAPlace_FindsTheirsFirst()
    {
        var picture = await NationalPicture.GetAsync();
        (string Query, string Name)[] cases =
        [
            ("mairie villeurbanne 69100", "Villeurbanne"), ("prud hommes lyon", "Lyon"), ("caf 93", "Seine-Saint-Denis"), (
                "mairie de Y", "Mairie d'Y"),
        ];
        foreach (var (query, name) in cases)
        {
            var hit = Assert.Single(picture.Find(new SearchQuery { Text = query, Kinds = [SearchKind.Administration], First = 1 }).Hits);
            Assert.Contains(name, picture.Find(hit.Id)!.Name.ToString(), StringComparison.Ordinal);
        }
    }

    [LongNationalFact]
    public async Task Places_ByCodeNameAndPoint_AreTheRightOnes()
    {
        var picture = await NationalPicture.GetAsync();
        var territories = picture.Territories;

        Assert.Equal("97801", territories.CurrentCommune(InseeCode.Parse("97127"))!.Code.Value);
        Assert.Equal("97701", territories.CurrentCommune(InseeCode.Parse("97123"))!.Code.Value);
        var nearest = picture.List(new AdministrationQuery
        {
            Near = new NearPoint(territories.CurrentCommune(InseeCode.Parse("75056"))!.Location!.Value, 5000),
            Types = ServiceKinds.Everywhere("mairie"),
            First = 1,
        });
        Assert.Contains(Assert.Single(nearest.Items).Record.Commune!.Value.Value[..2], new[] { "75", "92", "93", "94" });
    }

    private static OrientationAnswer Orient(Picture picture, string message, string? commune = null) =>
        new OrientationDesk(picture).Orient(new OrientationRequest
        {
            Message = message, Commune = commune is null ? null : InseeCode.Parse(commune), At = Now,
        });
}
