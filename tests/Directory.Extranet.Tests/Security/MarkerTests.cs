using Xunit.Abstractions;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What came of filling in every form: see <see cref="FormWalk"/>.</summary>
public sealed class MarkerTests(FormWalk walk, ITestOutputHelper output) : IClassFixture<FormWalk>
{
    [Fact]
    public void Logs_OfEveryFormFilledInWithSomeone_NameNobody()
    {
        output.WriteLine(walk.Summary);

        Assert.InRange(walk.Sent.Count, 150, 2000);
        Assert.Empty(walk.Failed);
        Assert.DoesNotContain(walk.Log, line => line.Contains(FormWalk.Marker, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(FormWalk.Marker, walk.DatabaseLog, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Forms_FilledInWithFiguresOfAnyScript_AreReadOrRefused()
    {
        Assert.InRange(walk.WithNumbers.Count, 15, 200);
        Assert.Empty(walk.FailedOnFigures);
    }
}
