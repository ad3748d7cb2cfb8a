using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>
/// The whole table of decisions, generated: right × action × own or other perimeter × state × author or not. What is expected
/// is written here a second time, as people would say it; an action, a right or a state that is not in it fails.
/// </summary>
public sealed class HabilitationTests
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly EntryFacts Here = Entry("69");
    private static readonly EntryFacts Elsewhere = Entry("38");

    private const string Open = "Draft Returned";
    private const string All = "Draft Submitted Approved Published Returned Rejected Withdrawn Superseded PublishedUrgently Confirmed Reverted Expired";

    // action | rights, any of which is enough | who | states
    private const string Expected =
        $"""
        View            | Propose Modify PublishUrgently Approve Administer Orient | anyone | {All}
        Propose         | Propose Modify  | author  | {Open}
        Withdraw        | none            | author  | Draft Submitted Returned Approved
        Create          | Modify          | author  | {Open}
        Remove          | Modify          | author  | {Open}
        BringBack       | Modify          | author  | {Open}
        ConfirmContent  | Modify          | anyone  | {All}
        PublishUrgently | PublishUrgently | anyone  | {All}
        EndUrgent       | PublishUrgently | author  | PublishedUrgently Confirmed
        Approve         | Approve         | another | Submitted
        Return          | Approve         | another | Submitted
        Reject          | Approve         | another | Submitted
        ConfirmUrgent   | Approve         | another | PublishedUrgently
        RevertUrgent    | Approve         | another | PublishedUrgently Confirmed
        Administer      | Administer      | anyone  | {All}
        Orient          | Orient          | anyone  | {All}
        """;

    private static readonly Dictionary<EntryAction, (string[] Rights, string Who, string[] States)> Rows = Expected
        .Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(row => Enum.Parse<EntryAction>(row[0]), row => (row[1].Split(' '), row[2], row[3].Split(' ')));

    [Fact]
    public void Table_Always_SpeaksOfEveryActionRightAndState()
    {
        Assert.Equal(Enum.GetValues<EntryAction>(), Rows.Keys.Order());
        Assert.Equal(
            Enum.GetNames<AccessRight>().Order(),
            Rows.Values.SelectMany(row => row.Rights).Where(right => right != "none").Distinct().Order());
        Assert.Equal(Enum.GetNames<ChangeRequestState>().Order(), All.Split(' ').Order());
    }

    [Fact]
    public void Decide_OnEveryCombination_IsAsTheTableSays()
    {
        var (seen, wrong) = (0, new List<string>());
        foreach (var action in Enum.GetValues<EntryAction>())
        {
            foreach (var right in Enum.GetValues<AccessRight>())
            {
                foreach (var (entry, isOwn) in new[] { (Here, true), (Elsewhere, false) })
                {
                    foreach (var state in Enum.GetValues<ChangeRequestState>())
                    {
                        foreach (var author in new[] { Me, Other })
                        {
                            seen++;
                            var decision = Habilitation.Decide(
                                [Grant(right)], Me, action, Touched.Part(entry, "channels"), new RequestFacts(state, author), A.Morning);
                            if (decision.Refusal?.Code != ExpectedCode(action, right, isOwn, state, author))
                            {
                                wrong.Add($"{action} with {right}, own {isOwn}, {state}, author {author == Me}: {decision.Refusal?.Code ?? "allowed"}");
                            }
                        }
                    }
                }
            }
        }

        Assert.Equal(16 * 6 * 2 * 12 * 2, seen);
        Assert.Empty(wrong);
    }

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
        AccessGrant[] grants = [Grant(AccessRight.Propose) with { Blocks = ["channels"] }, Grant(AccessRight.Propose) with { Blocks = ["openingHours"] }];

        Assert.True(Decide("channels", "openingHours").IsAllowed);
        Assert.Equal(
            "Il vous manque le droit de proposer une modification pour les rubriques Nom, Adresse de « Préfecture du Rhône ».",
            Decide("channels", "name", "addresses").Refusal!.Message);
        // Naming no block is naming the whole entry, which is more than its blocks; and nobody names nothing by accident.
        Assert.Equal(
            "Il vous manque le droit de proposer une modification pour « Préfecture du Rhône » : le vôtre ne vaut que pour certaines rubriques.",
            Decide().Refusal!.Message);
        Assert.Throws<ArgumentException>(() => new Touched(Here) { Blocks = [] });

        Decision Decide(params string[] blocks) => Habilitation.Decide(grants, Me, EntryAction.Propose, Touched.Part(Here, blocks), null, A.Morning);
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

    private static string? ExpectedCode(EntryAction action, AccessRight right, bool isOwn, ChangeRequestState state, Guid author)
    {
        var (rights, who, states) = Rows[action];
        if (rights is not ["none"] && !(isOwn && rights.Contains(right.ToString())))
        {
            return "GRANT_MISSING";
        }

        if (who == "another" && author == Me)
        {
            return "AUTHOR_DECIDES";
        }

        if (who == "author" && author != Me)
        {
            return "NOT_THE_AUTHOR";
        }

        return states.Contains(state.ToString()) ? null : "WRONG_STATE";
    }

    private static AccessGrant Grant(AccessRight right) => new()
    {
        Id = Guid.CreateVersion7(), AccountId = Me, Right = right, Perimeter = Perimeter.OfDepartement("69"),
        ValidFrom = A.Morning, GrantedAt = A.Morning,
    };

    private static EntryFacts Entry(string departement) =>
        new(Guid.CreateVersion7(), EntryKind.Administration, "Préfecture du Rhône", ["prefecture"], departement, []);
}
