using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>Every acronym and label of the kinds of counter, in sentences that name them and in sentences that do not.</summary>
public sealed class ServiceNameTests
{
    private static readonly Picture Kinds = new(PictureState.Empty.WithTerritories(TerritoryIndex.Empty).Rebuilt(
        [.. ServiceTypeTable.Read().Select((type, i) => DecodedVersion.From(
            new PublishedVersion(
                i + 1, Guid.CreateVersion7(), EntryKind.ServiceType, 1, DocumentJson.Write(type), PublicationPath.Standard,
                NodaTime.NodaConstants.UnixEpoch, NodaTime.NodaConstants.UnixEpoch),
            new AdministrationEncoder(),
            new DemarcheEncoder()))]));

    [Fact]
    public void ServicesIn_LabelsAndAcronymsAsWritten_NamesEach() => Assert.Empty(
        from type in Kinds.ServiceTypes
        let names = new[]
        {
            $"Je cherche le numéro : {type.Document.Label}.", // its label
            type.Document.Acronym is { } capitals ? $"J'ai écrit au {capitals} hier" : null,
            type.Document.Acronym is { } alone ? alone.ToLowerInvariant() : null,
        }
        from text in names
        where text is not null && !Kinds.ServicesIn(text).Any(found =>
            found.Type.Document.Label == type.Document.Label || found.Type.Document.Acronym == type.Document.Acronym)
        where !IsOneOf(text, "ta") // a possessive: named in capitals only
        select text);

    [Theory]
    [InlineData("Je veux une carte de séjour si possible")] // SIE, by its stem
    [InlineData("Si mon enfant a 15 ans, peut-il travailler cet été ?")]
    [InlineData("Puis-je avoir le RSA si je suis hébergé chez un ami")]
    [InlineData("asdf qsdf")]
    [InlineData("Ta voiture est garée dans le parc, avec un clic tu la loues")]
    [InlineData("Il faut dire à chacun ce qu'il en est : des arts, des sips, des cafés")]
    [InlineData("Greta et Maia ont un cours de musique")]
    [InlineData("Les impôts sont prélevés tous les mois sur mon salaire")]
    [InlineData("Quel tribunal saisir, et pour quel litige ?")]
    public void ServicesIn_OrdinarySentences_NamesNone(string sentence) => Assert.Empty(Kinds.ServicesIn(sentence));

    private static bool IsOneOf(string text, params string[] words) => words.Contains(text);
}
