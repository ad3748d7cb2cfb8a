using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class PageCursorTests
{
    private static readonly AdministrationQuery Mairies = new() { Types = ["mairie"], First = 2 };
    private readonly AdministrationEncoder _encoder = new();
    private long _sequence;

    [Fact]
    public void After_WhileEntriesComeAndGo_GoesOnAtTheSamePlace()
    {
        var state = PictureState.Empty.Rebuilt([Mairie("B", 1), Mairie("D", 2), Mairie("F", 3), Mairie("H", 4)]);
        var cursor = new Picture(state).List(Mairies).EndCursor;

        // The item of the cursor is removed; others appear before and after it; all is indexed anew.
        var changed = new Picture(state.With([Tombstone(2), Mairie("A", 5), Mairie("E", 6)]).Folded());

        var page = changed.List(Mairies with { After = cursor });
        Assert.Equal(["E", "F"], page.Items.Select(hit => hit.Record.Name.ToString()));
        Assert.True(page.HasNextPage);
        Assert.Equal(5, page.TotalCount);
    }

    [Fact]
    public void After_OfAnotherList_IsRefused()
    {
        var picture = new Picture(PictureState.Empty.Rebuilt([Mairie("A", 1), Mairie("B", 2)]));
        var cursor = picture.List(Mairies).StartCursor;

        var refusal = Assert.Throws<QueryArgumentException>(
            () => picture.List(new AdministrationQuery { Types = ["caf"], After = cursor }));

        Assert.Equal("after", refusal.Argument);
        Assert.Contains("autre liste", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_OfAPageOfAnotherLength_IsTaken()
    {
        var picture = new Picture(PictureState.Empty.Rebuilt([Mairie("A", 1), Mairie("B", 2), Mairie("C", 3)]));

        var page = picture.List(Mairies with { First = 100, After = picture.List(Mairies).StartCursor });

        Assert.Equal(2, page.Items.Count);
    }

    [Fact]
    public void After_AlteredAnywhere_IsRefused()
    {
        var picture = new Picture(PictureState.Empty.Rebuilt([Mairie("A", 1), Mairie("B", 2)]));
        var cursor = picture.List(Mairies).StartCursor!;
        for (var i = 0; i < cursor.Length; i++)
        {
            var altered = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            if (altered != cursor)
            {
                Assert.Throws<QueryArgumentException>(() => picture.List(Mairies with { After = altered }));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("pas un curseur")]
    [InlineData("////")]
    public void After_ThatIsNoCursor_IsRefused(string after) => Assert.Throws<QueryArgumentException>(
        () => new Picture(PictureState.Empty).List(new AdministrationQuery { After = after }));

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void First_OutOfBounds_IsRefused(int first) => Assert.Throws<QueryArgumentException>(
        () => new Picture(PictureState.Empty).List(new AdministrationQuery { First = first }));

    [Fact]
    public void First_OfNothing_StillSaysWhetherThereIsMore()
    {
        var picture = new Picture(PictureState.Empty.Rebuilt([Mairie("A", 1)]));

        var page = picture.List(Mairies with { First = 0 });

        Assert.Empty(page.Items);
        Assert.True(page.HasNextPage);
        Assert.Equal(1, page.TotalCount);
        Assert.Null(page.EndCursor);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private DecodedVersion Mairie(string name, int id) => new(
        _encoder.Encode(Version(id), A.Mairie(name)), null, null);

    private DecodedVersion Tombstone(int id) => DecodedVersion.From(Version(id), _encoder, new DemarcheEncoder());

    private PublishedVersion Version(int id) => new(
        ++_sequence, Id(id), EntryKind.Administration, 1, null, PublicationPath.Import, A.Morning, A.Morning);
}
