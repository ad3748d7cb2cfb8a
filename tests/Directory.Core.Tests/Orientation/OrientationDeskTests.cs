using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Tests.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Orientation;

/// <summary>What is taken for granted of a message, and what is asked.</summary>
public sealed class OrientationDeskTests
{
    private const string Card = "Refaire sa carte d'identité (personne majeure)";

    private static readonly AdministrationEncoder Administrations = new();
    private static readonly DemarcheEncoder Demarches = new();

    private static readonly Picture Picture = new(PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(
    [
        Published(1, Demarche(Card, "particuliers/F1")),
        Published(2, Demarche("Refaire son passeport", "particuliers/F2")),
        Published(3, Demarche("Passeport", "particuliers/F3")),
        Published(4, Demarche("Créer une association", "particuliers/F4")),
        Published(5, Demarche("Créer une association : les statuts", "associations/F4")), // the same fiche for another audience
        Published(7, Demarche("Se marier à la mairie", "particuliers/F7")),
        Published(6, new ServiceTypeDocument { Code = "mairie", Label = "Mairie", Provenance = A.Mairie().Provenance }),
    ]));

    [Theory]
    [InlineData("Bonjour, je veux refaire ma carte d'identité. Merci", Card)]
    [InlineData("refaire ses cartes d'identité", Card)] // in the plural
    [InlineData("ma carte", null)]
    [InlineData("une carte à refaire", null)]
    [InlineData("refaire ma carte d'identité et refaire mon passeport", null)] // two of them
    [InlineData("j'ai perdu mon passeport et mes clefs", "Passeport")]
    [InlineData("ma carte d'identité et mon passeport", null)]
    [InlineData("je ne veux pas refaire ma carte d'identité", null)]
    [InlineData("refaire ma carte d'identité, non merci", null)]
    [InlineData("je ne veux plus refaire ma carte d'identité", null)]
    [InlineData("annuler : refaire ma carte d'identité", null)]
    [InlineData("refaire ma carte d'identité au plus vite", Card)]
    [InlineData("on m'a refusé de refaire ma carte d'identité", null)]
    public void Orient_FromAMessage_TakesADemarcheForGrantedOnlyWhereAllOfItsTitleIsSaid(string message, string? title)
    {
        var answer = Orient(message);

        Assert.Equal(title, answer.Demarche?.Title.ToString());
        Assert.Equal(title is null, answer.Question?.Id == "demarche-1");
        Assert.Equal(title is not null, answer.Memo is not null);
    }

    [Fact]
    public void Orient_OfAFicheForTwoAudiences_OffersItOnce() =>
        Assert.Single(Orient("mon association").Candidates.Select(candidate => candidate.Demarche.Title.ToString()));

    [Theory]
    [InlineData("Quand ouvre la mairie de Villeurbanne ?", false)]
    [InlineData("Bonjour, numéro de téléphone de la mairie s'il vous plaît", false)]
    [InlineData("Bonsoir madame, pourriez-vous me donner l'adresse de la mairie, svp ? Merci", false)]
    [InlineData("La mairie me demande une carte", true)]
    public void Orient_ForACounterAlone_AsksForNoDemarche(string message, bool asks) =>
        Assert.Equal(asks, Orient(message).Question?.Id == "demarche-1");

    private static OrientationAnswer Orient(string message) =>
        new OrientationDesk(Picture).Orient(new OrientationRequest { Message = message, At = A.Morning });

    private static DemarcheDocument Demarche(string title, string fiche) => A.Demarche(title) with
    {
        Situations = [],
        RequiredDocuments = [],
        Steps = [],
        Passages = [],
        Keywords = [],
        Summary = null,
        ExternalIds = [new ExternalId(ExternalIdSchemes.DilaFiche, fiche)],
    };

    private static DecodedVersion Published(int number, EntryDocument document) => DecodedVersion.From(
        new PublishedVersion(
            number, new Guid(number, 0, 0, new byte[8]), document.Kind, 1, DocumentJson.Write(document), PublicationPath.Import, A.Morning,
            A.Morning),
        Administrations, Demarches);
}
