using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class ServiceTypeValidatorTests
{
    private static readonly ServiceTypeDocument Valid = new()
    {
        Code = "sous_pref",
        Label = "Sous-préfecture",
        Provenance = new Provenance { Source = Sources.Sample.Code },
    };

    public static TheoryData<ServiceTypeDocument, string, string> Misfits => new()
    {
        { Valid with { Code = "" }, "code", "REQUIRED" },
        { Valid with { Code = "Sous-Préf" }, "code", "INVALID_FORMAT" },
        { Valid with { Code = "1er" }, "code", "INVALID_FORMAT" }, // starts with a digit
        { Valid with { Code = new string('a', 61) }, "code", "TOO_LONG" },
        { Valid with { Label = " " }, "label", "REQUIRED" },
        { Valid with { Label = new string('a', 301) }, "label", "TOO_LONG" },
        { Valid with { Acronym = new string('a', 61) }, "acronym", "TOO_LONG" },
        { Valid with { Description = new string('a', 5001) }, "description", "TOO_LONG" },
    };

    [Fact]
    public void Validate_OfAnExample_FindsNothing() => Assert.Empty(ServiceTypeValidator.Validate(Valid));

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Validate_OfAMisfit_NamesItsPathAndCode(ServiceTypeDocument document, string path, string code)
    {
        var error = Assert.Single(ServiceTypeValidator.Validate(document));

        Assert.Equal((path, code), (error.Path, error.Code));
    }
}
