using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Tests.Fiches;

public sealed class FicheMapperTests
{
    private static readonly DemarcheDocument Card = FicheExamples.MapCard(FicheExamples.Read);

    [Fact]
    public void Map_TheHead_IsCleanedAndPlaced()
    {
        Assert.Equal(("Carte des jardins", "Pour avoir la carte."), (Card.Title, Card.Summary));
        Assert.Equal([Audience.Individuals, Audience.Associations], Card.Audiences);
        Assert.Equal(
            new Theme("N2", "Jardins et vergers", new Theme("N3", "Plein air", new Theme("N1", "Loisirs"))), Assert.Single(Card.Themes));
        Assert.Equal([new LifeEvent("F50", "Je jardine")], Card.LifeEvents);
        Assert.Equal(["Jardins", "Première carte", "CJ"], Card.Keywords);
        Assert.Equal(["particuliers/F1", "F1"], Card.ExternalIds.Select(id => id.Value));
        Assert.Equal(["particuliers/F2"], Card.Related.Select(id => id.Value)); // F99 is not there
        Assert.Equal("2020-03-01T12:00:00Z", Card.Provenance.VerifiedAt.ToString());
        Assert.Empty(DemarcheValidator.Validate(Card));
    }

    [Theory]
    [InlineData("<VoirAussi>", "mairie", "mairie")] // the text says where to go: who is beside it helps
    [InlineData(
        "<Texte><Paragraphe>Pour tous.</Paragraphe><OuSAdresser ID=\"R4\" type=\"Local\"><Titre>Préfecture</Titre><PivotLocal>prefecture</PivotLocal></OuSAdresser></Texte><VoirAussi>", "prefecture,mairie", "mairie")]
    [InlineData(
        "<Texte><Paragraphe>Pour tous.</Paragraphe><OuSAdresser ID=\"R4\" type=\"Local\"><Titre>Caf</Titre><PivotLocal>caf</PivotLocal></OuSAdresser></Texte><VoirAussi>", "caf,mairie", "mairie")]
    public void Map_ACounterBesideTheText_HelpsWhereTheTextSaysWhereToGo(string instead, string handledBy, string inTown)
    {
        var card = FicheExamples.Card.Replace("<VoirAussi>", instead, StringComparison.Ordinal).Replace(
            "<Abreviation",
            "<OuSAdresser ID=\"R5\" type=\"Local personnalisé sur SP\"><Titre>Adil</Titre><PivotLocal>adil</PivotLocal></OuSAdresser><Abreviation",
            StringComparison.Ordinal);

        var mapped = FicheExamples.MapCard(FicheExamples.Read, card);

        Assert.Equal(handledBy.Split(','), mapped.HandledBy);
        Assert.Equal(inTown, string.Join(',', mapped.Situations[0].HandledBy));
        Assert.Empty(mapped.Situations[1].HandledBy);
        Assert.Equal(
            ("Adil", ContactRole.Helps, "adil"), (mapped.Contacts[^1].Label, mapped.Contacts[^1].Role, mapped.Contacts[^1].ServiceType));
    }

    [Fact]
    public void Map_Cases_AreATree()
    {
        Assert.Equal(["En ville", "À la campagne"], Card.Situations.Select(situation => situation.Label));
        Assert.Equal(["Vous avez une serre", "Vous n'avez pas de serre"], Card.Situations[0].Children.Select(child => child.Label));
    }

    [Fact]
    public void Map_Documents_AreTiedToTheCasesThatAskForThem()
    {
        var (city, country) = (Card.Situations[0], Card.Situations[1]);
        Assert.Equal(
            [
                ("Plan de la serre", city.Children[0].Id, false),
                ("2 photos d'identité", $"{city.Children[0].Id},{city.Children[1].Id}", false),
                ("Justificatif de domicile", country.Id, false),
                ("Carnet de santé de l'âne", country.Id, true),
            ],
            Card.RequiredDocuments.Select(document => (document.Label, string.Join(',', document.Situations), document.Optional)));
        Assert.Equal(2, Card.RequiredDocuments[1].Copies);
        Assert.Equal("Si vous avez un âne", Card.RequiredDocuments[3].Detail);
    }

    [Fact]
    public void Map_WhereToGo_IsTheCounterOrAContactAndNotTheCourt()
    {
        Assert.Equal(["mairie"], Card.HandledBy);
        Assert.Equal(["mairie", ""], Card.Situations.Select(situation => string.Join(',', situation.HandledBy)));
        var notaire = Assert.Single(Card.Contacts);
        Assert.Equal(("Notaire", ContactScope.Professional, ContactRole.Handles), (notaire.Label, notaire.Scope, notaire.Role));
        Assert.Equal([Card.Situations[0].Id], notaire.Situations);
        var service = Assert.Single(Card.OnlineServices);
        Assert.Equal(("Demander la carte", OnlineServiceKind.Do), (service.Title, service.Kind));
        Assert.Equal([Card.Situations[0].Id], service.Situations);
        Assert.Equal([new Form("Demande", "https://jardins.example.fr/form.pdf", "12345*01")], Card.Forms);
    }

    [Fact]
    public void Map_Chapters_BecomeStepsCostAndPassages()
    {
        Assert.Equal(
            [
                (DemarcheStage.Build, "Démarche"), (DemarcheStage.Build, "Ce qu'il faut"), (DemarcheStage.Follow, "Coût"),
                (DemarcheStage.Close, "Recours"), (DemarcheStage.Build, "À la campagne"),
            ],
            Card.Steps.Select(step => (step.Stage, step.Title)));
        Assert.All(Card.Steps.SkipLast(1), step => Assert.Equal(Card.Situations[0].Id, step.Situation));
        Assert.StartsWith("Allez à la mairie.\nOù s'adresser : Mairie", Card.Steps[0].Body, StringComparison.Ordinal);
        Assert.Equal([new DemarcheCost { Text = "12 €.", Amount = 12, Currency = "EUR", Situation = Card.Situations[0].Id }], Card.Cost);
        Assert.Contains(
            Card.Passages,
            passage => passage is { Heading: "Vous avez une serre", Level: 3 }
                && passage.Text == "- Plan de la serre\n- 2 photos d'identité");
        Assert.Contains(
            Card.Passages, passage => passage.Text.Contains("À savoir : Ne venez pas avec :\n- Une bêche", StringComparison.Ordinal));
    }
}
