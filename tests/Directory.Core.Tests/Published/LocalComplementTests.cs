using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>Where a complement holds: where its administration serves or stands, or in its département, and nowhere else.</summary>
public sealed class LocalComplementTests
{
    private static readonly Guid Demarche = new(1, 0, 0, new byte[8]);
    private static readonly Guid Mairie = new(2, 0, 0, new byte[8]);
    private static readonly LocalDate Today = new(2026, 3, 2);
    private long _sequence;

    [Theory]
    [InlineData("69266", "Mairie|Département")] // served, and in the département
    [InlineData("69123", "Mairie|Département")] // where it stands
    [InlineData("01053", "")]
    public void In_ACommune_AreThoseOfWhoServesItThenOfItsDepartement(string commune, string titles) =>
        Assert.Equal(titles, string.Join('|', In(Picture(), commune)));

    [Fact]
    public void In_AfterTheCompetenceEnded_IsNoLongerThatOfTheAdministration()
    {
        var picture = Picture(competence => competence with { ValidTo = Today.PlusDays(-1) });

        Assert.Equal(["Département"], In(picture, "69266"));
    }

    [Fact]
    public void In_WithoutTheAdministration_OnlyWhatOthersSay() => Assert.Equal(["Département"], In(new Picture(State(null)), "69266"));

    private static IEnumerable<string> In(Picture picture, string commune) =>
        picture.LocalComplements(Demarche, InseeCode.Parse(commune), Today).Select(complement => complement.Document.Title);

    private Picture Picture(Func<Competence, Competence>? with = null) => new(State(
        A.Mairie() with { Commune = InseeCode.Parse("69123"), Competences = [.. A.Mairie().Competences.Select(with ?? (one => one))] }));

    private PictureState State(AdministrationDocument? mairie)
    {
        (Guid Id, EntryDocument? Document)[] entries =
        [
            (Demarche, A.Demarche()),
            (Mairie, mairie),
            (new Guid(3, 0, 0, new byte[8]), A.LocalComplement(Demarche, "Département")),
            (new Guid(4, 0, 0, new byte[8]), A.LocalComplement(Demarche, "Mairie") with { Departement = null, Parent = Mairie }),
            (new Guid(5, 0, 0, new byte[8]), A.LocalComplement(Guid.CreateVersion7(), "D'une autre démarche")),
        ];
        return PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(
            [.. entries.Where(entry => entry.Document is not null).Select(entry => DecodedVersion.From(
                new PublishedVersion(
                    ++_sequence, entry.Id, entry.Document!.Kind, 1, DocumentJson.Write(entry.Document), PublicationPath.Standard, A.Morning,
                    A.Morning),
                new AdministrationEncoder(), new DemarcheEncoder()))]);
    }
}
