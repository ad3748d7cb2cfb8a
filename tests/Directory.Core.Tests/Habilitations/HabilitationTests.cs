using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>
/// What the decision says beside yes and no, and when a grant counts. Who may do what: <see cref="HabilitationTableTests"/>.
/// </summary>
public sealed class HabilitationTests
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly EntryFacts Here = Entry("69");

    [Theory]
    [InlineData("before", false)]
    [InlineData("first moment", true)]
    [InlineData("last moment", true)]
    [InlineData("end", false)] // the end is excluded
    [InlineData("revoked", false)]
    [InlineData("someone else's", false)]
    public void Decide_OutsideTheGrant_IsRefused(string when, bool isAllowed)
    {
        var grant = Grant(AccessRight.Approve) with { ValidTo = A.Morning + Duration.FromDays(1) };
        grant = when switch
        {
            "revoked" => grant with { RevokedAt = A.Morning },
            "someone else's" => grant with { AccountId = Other },
            _ => grant,
        };
        var at = when switch
        {
            "before" => A.Morning - Duration.FromSeconds(1),
            "last moment" => A.Morning + Duration.FromDays(1) - Duration.FromTicks(1),
            "end" => A.Morning + Duration.FromDays(1),
            _ => A.Morning,
        };

        Assert.Equal(isAllowed, Habilitation.Decide([grant], Me, EntryAction.Approve, new Touched(Here), null, at).IsAllowed);
    }

    [Fact]
    public void Decide_WithGrantsOnBlocks_NeedsEachBlockCoveredByOne()
    {
        AccessGrant[] grants =
            [Grant(AccessRight.Propose) with { Blocks = ["channels"] }, Grant(AccessRight.Propose) with { Blocks = ["openingHours"] }];

        Assert.True(Decide("channels", "openingHours").IsAllowed);
        Assert.Equal(
            "Il vous manque le droit de proposer une modification pour les rubriques Nom, Adresse de « Préfecture du Rhône ».",
            Decide("channels", "name", "addresses").Refusal!.Message);
        // Naming no block is naming the whole entry, which is more than its blocks; and nobody names nothing by accident.
        Assert.Equal(
            "Il vous manque le droit de proposer une modification pour « Préfecture du Rhône » : le vôtre ne vaut que pour certaines rubriques.",
            Decide().Refusal!.Message);
        Assert.Throws<ArgumentException>(() => new Touched(Here) { Blocks = [] });

        Decision Decide(params string[] blocks) =>
            Habilitation.Decide(grants, Me, EntryAction.Propose, Touched.Part(Here, blocks), null, A.Morning);
    }

    [Fact]
    public void Covers_EachPerimeter_IsItsEntriesAndNoOther()
    {
        var (top, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var below = Here with { Ancestors = [Guid.CreateVersion7(), top], Types = ["prefecture", "accueil"] };

        Assert.True(Perimeter.OfEntry(top).Covers(below));
        Assert.True(Perimeter.OfEntry(below.EntryId).Covers(below));
        Assert.False(Perimeter.OfEntry(other).Covers(below));
        Assert.True(Perimeter.OfServiceType("accueil").Covers(below));
        Assert.False(Perimeter.OfServiceType("mairie").Covers(below));
        Assert.False(Perimeter.OfDepartement("69").Covers(below with { Departement = null }));
        Assert.True(Perimeter.National.Covers(below with { Departement = null }));
    }

    [Fact]
    public void Describe_Grants_SaysWhatWhereAndUntilWhen()
    {
        var urgent = Grant(AccessRight.PublishUrgently) with
        {
            PerimeterInFrench = "pour le département du Rhône", ValidTo = Instant.FromUtc(2026, 12, 31, 23, 0), Blocks = ["notices"],
        };

        Assert.Equal(
            ["Peut publier en urgence, pour le département du Rhône, seulement la rubrique Informations au public, jusqu'au 31 décembre 2026."],
            GrantSentences.Describe([urgent, urgent with { RevokedAt = A.Morning, Right = AccessRight.Approve }], A.Morning));
        Assert.Equal(["Cette personne ne peut rien faire pour le moment."], GrantSentences.Describe([], A.Morning));
    }

    private static AccessGrant Grant(AccessRight right) => new()
    {
        Id = Guid.CreateVersion7(), AccountId = Me, Right = right, Perimeter = Perimeter.OfDepartement("69"),
        ValidFrom = A.Morning, GrantedAt = A.Morning,
    };

    private static EntryFacts Entry(string departement) =>
        new(Guid.CreateVersion7(), EntryKind.Administration, "Préfecture du Rhône", ["prefecture"], departement, []);
}
