using System.Text;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Tests.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B: the last six of its eight digits, SHA-1.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandard_IsTheSame(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Match_WithAClockThatDiffers_AllowsOneStep(int seconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000); // the start of a step
        var code = Totp.Code(Key, Totp.StepAt(now.AddSeconds(seconds)));

        Assert.Equal(isTaken, Totp.Match(Key, code, now) is not null);
    }

    [Fact]
    public void Text_OfTheStandardsBytes_IsBase32() => Assert.Equal("MZXW6YTB", Totp.Text("fooba"u8)); // RFC 4648 §10
}
