using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class DemarcheSetTests
{
    private readonly AdministrationEncoder _administrations = new();
    private readonly DemarcheEncoder _encoder = new();
    private long _sequence;

    [Fact]
    public void Record_OfAWholeDemarche_ReadsBackAsItWas()
    {
        var document = A.Demarche("Refaire \"sa\" carte");

        var record = Version(1, document).Demarche!;

        Assert.Equal((document.Title, document.Summary), (record.Title.ToString(), record.Summary.ToString()));
        Assert.Equal(document.Audiences, record.Audiences);
        Assert.Equal(("N358", "N19810"), (record.Themes[0].Id.ToString(), record.Themes[0].Parent!.Value.Id.ToString()));
        Assert.Null(record.Themes[0].Parent!.Value.Parent);
        Assert.Equal("Je déménage", record.LifeEvents[0].Label.ToString());
        Assert.Equal(["CNI"], record.Keywords.Select(keyword => keyword.ToString()));
        Assert.Equal(["france", "etranger"], record.Situations.Select(situation => situation.Id.ToString()));
        Assert.Equal(["france", "volee"], record.PathTo("volee").Select(level => level.Id.ToString()));
        Assert.Empty(record.PathTo("nulle-part"));
        Assert.Equal(
            document.RequiredDocuments.Select(
                item => (item.Id, item.Label, item.Detail, item.Original, item.Copies, item.Optional, string.Join(',', item.Situations))),
            record.RequiredDocuments.Select(
                item => (
                    item.Id.ToString(), item.Label.ToString(), item.Detail.AsString(), item.Original, item.Copies, item.Optional, string.Join(',', item.Situations.Select(id => id.ToString())))));
        Assert.Equal(
            document.Steps.Select(step => (step.Stage, step.Title, step.Body, step.Situation)),
            record.Steps.Select(step => (step.Stage, step.Title.ToString(), step.Body.AsString(), step.Situation.AsString())));
        Assert.Equal(("Pré-demande", "ANTS"), (record.OnlineServices[0].Title.ToString(), record.OnlineServices[0].Operator.ToString()));
        Assert.Equal("12100*02", record.Forms[0].Number.ToString());
        Assert.Equal(
            ("Gratuit.", 0m, "EUR", null, document.Url),
            (
                record.Cost[0].Text.ToString(), record.Cost[0].Amount, record.Cost[0].Currency.ToString(), record.Cost[0].Situation.AsString(),
                record.Url.ToString()));
        Assert.Equal(
            ("Variable.", null, null), (record.Delay[0].Text.ToString(), record.Delay[0].Duration.AsString(), record.Delay[0].Silence));
        Assert.Equal(["mairie"], record.HandledBy.Select(type => type.ToString()));
        Assert.Equal((ContactScope.Abroad, "Consulat"), (record.Contacts[0].Scope, record.Contacts[0].Label.ToString()));
        Assert.Equal("demarche-passeport", record.Related[0].Value.ToString());
        Assert.Equal(
            ("Où ?", 1, "En mairie.\n- sur rendez-vous", "france"),
            (record.Passages[0].Heading.ToString(), record.Passages[0].Level, record.Passages[0].Text.ToString(), record.Passages[0].Situation.ToString()));
        Assert.Equal(A.Morning, record.VerifiedAt);
    }

    [Fact]
    public void List_OfDemarches_SaysHowManyItLookedAtAndCanBeEnded()
    {
        var picture = new Picture(PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(
            [.. Enumerable.Range(1, 40)
                .Select(
                    number => Version(
                        number, A.Demarche($"Démarche {number:00}") with { HandledBy = [number % 2 == 0 ? "mairie" : "caf"] }))]));
        var told = new List<int>();

        var page = picture.List(new DemarcheQuery { Theme = "N358", First = 5, UpdatedSince = A.Morning }, told.Add);
        _ = page.TotalCount;
        _ = picture.List(new DemarcheQuery { HandledBy = ["mairie", "caf"], First = 0 }, told.Add).TotalCount;

        Assert.Equal([6, 40, 8 * 40, 1, 40], told); // the page and its count; those of two types, put in order
        Assert.Throws<TimeoutException>(() => picture.List(new DemarcheQuery(), _ => throw new TimeoutException()));
    }

    [Theory]
    [InlineData("", "mairie,caf,cpam,prefecture | Préfet maritime")] // nothing is known of the case: all, in their order, and whoever is for all
    [InlineData("ville", "caf")] // the case names its own, which those within it do not widen
    [InlineData("centre", "cpam")]
    [InlineData("faubourg", "caf")] // as the case around it
    [InlineData("mer", "cpam,prefecture | Sémaphore")] // those within it, since it names nobody
    [InlineData("large", " | Sémaphore")] // a contact only: no counter of another case
    [InlineData("plage", "cpam,prefecture | Sémaphore")] // as its neighbours rather than those of everyone
    [InlineData("campagne", "mairie | Préfet maritime")] // nobody is named for it: those whom no case names
    public void CaseHandlers_OfACase_AreTheNearestThatAreNamed(string situation, string handlers)
    {
        var record = Version(1, A.Demarche() with
        {
            HandledBy = ["mairie", "caf", "cpam", "prefecture"],
            Situations =
            [
                new("ville", "En ville") { HandledBy = ["caf"], Children = [new("centre", "Au centre") { HandledBy = ["cpam"] }, new(
                    "faubourg", "Au faubourg")] },
                new("campagne", "À la campagne"),
                new("mer", "En mer") { Children = [new("large", "Au large"), new("port", "Au port") { HandledBy = ["prefecture", "cpam"] }, new(
                    "plage", "Sur la plage")] },
            ],
            RequiredDocuments = [],
            Steps = [],
            Passages = [],
            Contacts =
            [
                new(ContactScope.National, "Préfet maritime"),
                new(ContactScope.National, "Sémaphore") { Situations = ["large"] },
                new(ContactScope.National, "Phare") { Role = ContactRole.Helps, Situations = ["ville"] },
            ],
        }).Demarche!;

        var found = CaseHandlers.Of(record, record.PathTo(situation));

        var contacts = string.Join(',', found.Contacts.Select(contact => contact.Label.ToString()));
        Assert.Equal(handlers, string.Join(',', found.Types) + (contacts.Length > 0 ? $" | {contacts}" : ""));
        Assert.Equal(["caf"], record.Situations[0].HandledBy.Select(type => type.ToString()));
        Assert.Equal("faubourg", record.Situations[0].Children[1].Id.ToString());
    }

    [Fact]
    public void List_EachCondition_KeepsWhatMeetsIt()
    {
        var picture = PictureOf(
            Version(1, A.Demarche("Bêcher")),
            Version(2, A.Demarche("Arroser") with { Audiences = [Audience.Businesses], Themes = [], LifeEvents = [], HandledBy = ["caf"] }),
            Version(3, A.Demarche("Cueillir") with { HandledBy = ["caf", "mairie"] }, changedHoursLater: 2));

        Assert.Equal(["Arroser", "Bêcher", "Cueillir"], Titles(picture, new DemarcheQuery()));
        Assert.Equal(["Arroser"], Titles(picture, new DemarcheQuery { Audience = Audience.Businesses }));
        Assert.Equal(["Bêcher", "Cueillir"], Titles(picture, new DemarcheQuery { Theme = "N19810" }));
        Assert.Empty(Titles(picture, new DemarcheQuery { Theme = "N1" }));
        Assert.Equal(["Bêcher", "Cueillir"], Titles(picture, new DemarcheQuery { LifeEvent = "F14128" }));
        Assert.Equal(["Arroser", "Cueillir"], Titles(picture, new DemarcheQuery { HandledBy = ["caf"] }));
        Assert.Equal(["Arroser", "Bêcher", "Cueillir"], Titles(picture, new DemarcheQuery { HandledBy = ["mairie", "caf"] }));
        Assert.Empty(Titles(picture, new DemarcheQuery { HandledBy = [] }));
        Assert.Equal(["Cueillir"], Titles(picture, new DemarcheQuery { UpdatedSince = A.Morning + NodaTime.Duration.FromHours(2) }));
    }

    [Fact]
    public void List_PageByPage_IsTheWholeListWhateverIsPublishedBetween()
    {
        var state = StateOf([.. Enumerable.Range(1, 25).Select(i => Version(i, A.Demarche($"Démarche {i:00}")))]);
        var (titles, after) = (new List<string>(), (string?)null);
        do
        {
            var page = new Picture(state).List(new DemarcheQuery { First = 7, After = after });
            titles.AddRange(page.Items.Select(item => item.Title.ToString()));
            after = page.HasNextPage ? page.EndCursor : null;
            state = state.With([Version(100 + titles.Count, A.Demarche("Aaa"))]); // before every place that is still to come
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"Démarche {i:00}"), titles);
    }

    [Fact]
    public void List_CursorOfAnotherListOrNone_IsRefused()
    {
        var picture = PictureOf(Version(1, A.Demarche("A")), Version(2, A.Demarche("B")));
        var cursor = picture.List(new DemarcheQuery { First = 1 }).EndCursor;

        Assert.Equal(
            "after",
            Assert.Throws<QueryArgumentException>(() => picture.List(new DemarcheQuery { Theme = "N358", After = cursor })).Argument);
        Assert.Equal("after", Assert.Throws<QueryArgumentException>(() => picture.List(new DemarcheQuery { After = "x" })).Argument);
        Assert.Equal("first", Assert.Throws<QueryArgumentException>(() => picture.List(new DemarcheQuery { First = 101 })).Argument);
    }

    [Fact]
    public void Picture_ChangedThenRemoved_FollowsTheLog()
    {
        var state =
            StateOf(
                Version(1, A.Demarche("Avant")),
                Version(2, A.Demarche("Autre") with { ExternalIds = [new("DILA_FICHE", "professionnels/F1"), new("DILA_FICHE", "F1")] }));
        var changed = state.With([Version(1, A.Demarche("Après"), version: 2)]);
        var removed = changed.With([Version(1, null, version: 3)]);
        var (before, after, last) = (new Picture(state), new Picture(changed), new Picture(removed));

        Assert.Equal(("Avant", "Après"), (before.FindDemarche(Id(1))!.Title.ToString(), after.FindDemarche(Id(1))!.Title.ToString()));
        Assert.Null(last.FindDemarche(Id(1)));
        Assert.Equal(2, after.FindDemarches("DILA_FICHE", "F1").Count);
        Assert.Equal(Id(1), Assert.Single(after.FindDemarches("DILA_FICHE", "particuliers/F1")).Id);
        Assert.Equal((2, 2, 1), (before.DemarcheCount, after.StatisticsAt(A.Morning).Demarches, last.DemarcheCount));
        Assert.Equal(
            [(2L, ChangeKind.Created), (3L, ChangeKind.Updated)],
            after.Changes(0).Items.Select(change => (change.Sequence, change.Kind)));
        Assert.Equal(
            [(2L, ChangeKind.Created), (4L, ChangeKind.Removed)],
            last.Changes(0, only: EntryKind.Demarche).Items.Select(change => (change.Sequence, change.Kind)));
        Assert.Empty(last.Changes(0, only: EntryKind.Administration).Items);
        Assert.Same(
            changed.Demarches,
            changed.With([new(_administrations.Encode(Published(9, EntryKind.Administration, 1, null, 0), A.Mairie()), null, null)]).Demarches);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static List<string> Titles(Picture picture, DemarcheQuery query)
    {
        var page = picture.List(query);
        Assert.Equal(page.Items.Count, page.TotalCount);
        return [.. page.Items.Select(item => item.Title.ToString())];
    }

    private static PictureState StateOf(params DecodedVersion[] changes) => PictureState.Empty.Rebuilt(changes);

    private static Picture PictureOf(params DecodedVersion[] changes) => new(StateOf(changes));

    private DecodedVersion Version(int id, DemarcheDocument? document, int version = 1, int changedHoursLater = 0) => DecodedVersion.From(
        Published(id, EntryKind.Demarche, version, document is null ? null : DocumentJson.Write(document), changedHoursLater),
        _administrations, _encoder);

    private PublishedVersion Published(int id, EntryKind kind, int version, byte[]? document, int hours) => new(
        ++_sequence, Id(id), kind, version, document, PublicationPath.Import,
        A.Morning + NodaTime.Duration.FromHours(hours), A.Morning + NodaTime.Duration.FromHours(hours));
}
