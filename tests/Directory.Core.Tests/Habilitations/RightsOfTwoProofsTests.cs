using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.Tests.Habilitations;

public sealed class RightsOfTwoProofsTests
{
    // Written apart from the code: whose decision the public reads without another person's, and who gives such rights.
    [Theory]
    [InlineData(AccessRight.Propose, false)]
    [InlineData(AccessRight.Modify, true)] // says that content was checked, which is published
    [InlineData(AccessRight.PublishUrgently, true)]
    [InlineData(AccessRight.Approve, true)]
    [InlineData(AccessRight.Administer, true)]
    [InlineData(AccessRight.Orient, false)]
    public void Needs_OfRightsThatPublishOrGiveThem_IsTrue(AccessRight right, bool needs) =>
        Assert.Equal(needs, RightsOfTwoProofs.Needs(right));
}
