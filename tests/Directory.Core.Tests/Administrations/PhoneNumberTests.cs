using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+33465710001", "04 65 71 00 01")]
    [InlineData("+262262000102", "+262262000102")] // overseas keeps its calling code
    [InlineData("3939", "3939")]
    [InlineData("+33262000102", "+33262000102")] // would be read again as La Réunion's
    [InlineData("https://rdv.example.fr", "https://rdv.example.fr")]
    public void Shown_ReadAgain_IsTheSameNumber(string value, string shown)
    {
        Assert.Equal(shown, PhoneNumber.Shown(value));
        if (shown != value)
        {
            Assert.Equal(PhoneNumber.Reading.Exact, PhoneNumber.TryRead(shown, null, out var again));
            Assert.Equal(value, again);
        }
    }
}
