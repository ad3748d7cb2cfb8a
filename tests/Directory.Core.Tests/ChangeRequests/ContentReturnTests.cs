using System.Text;
using PublicDirectory.Core.ChangeRequests;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>A publication taken back out of what was published since.</summary>
public sealed class ContentReturnTests
{
    [Theory]
    // The same closure published twice, and both ended: in either order nothing of it stays.
    [InlineData("[]", "[1]", "[1,1]", "[1]")]
    [InlineData("[1]", "[1,1]", "[1]", "[]")]
    [InlineData("[1]", "[1,1]", "[1,1]", "[1]")]
    [InlineData("[1]", "[2,1]", "[2,1,3]", "[1,3]")]
    [InlineData("[1,2]", "[2]", "[2,3]", "[1,2,3]")]
    public void Without_OfAList_TakesAwayWhatWasAdded_AndBringsBackWhatWasTakenAway(
        string before, string published, string current, string left)
    {
        var result = ContentReturn.Without(Block(before), Block(published), Block(current));

        Assert.Equal(left, result.TryGetValue("notices", out var notices) ? Encoding.UTF8.GetString(notices) : "[]");
    }

    private static byte[] Block(string items) => Encoding.UTF8.GetBytes(items == "[]" ? "{}" : $"{{\"notices\":{items}}}");
}
