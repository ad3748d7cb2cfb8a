using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Demarches;

public sealed class LocalComplementValidatorTests
{
    private static readonly LocalComplementDocument Whole = A.LocalComplement(Guid.CreateVersion7());

    [Fact]
    public void Validate_AWholeComplement_FindsNothing() => Assert.Empty(LocalComplementValidator.Validate(Whole));

    [Fact]
    public void Json_WrittenAndRead_SaysTheSame()
    {
        var json = DocumentJson.Write(Whole);

        var read = (LocalComplementDocument)DocumentJson.Read(EntryKind.LocalComplement, json);

        Assert.Equal(json, DocumentJson.Write(read));
        Assert.Equal(Whole.Basis, read.Basis);
    }

    [Theory]
    [InlineData(-1, false)] // cannot be, and is no change since
    [InlineData(0, false)] // confirmed since, never changed
    [InlineData(1, true)]
    public void NeedsReview_WhenTheNationalTextChanged_IsWhetherItWasLater(int hoursLater, bool needsReview) =>
        Assert.Equal(needsReview, Whole.NeedsReview(Whole.Basis.ChangedAt + Duration.FromHours(hoursLater)));

    public static TheoryData<string, string, LocalComplementDocument> Mistakes => new()
    {
        { "title", "REQUIRED", Whole with { Title = " " } },
        { "demarche", "REQUIRED", Whole with { Demarche = Guid.Empty } },
        { "basis.version", "OUT_OF_RANGE", Whole with { Basis = new DemarcheBasis(0, A.Morning) } },
        { "departement", "REQUIRED", Whole with { Departement = null } },
        { "departement", "REQUIRED", Whole with { Parent = Guid.CreateVersion7() } },
        { "departement", "INVALID_FORMAT", Whole with { Departement = "Rhône" } },
        { "text", "TOO_LONG", Whole with { Text = new string('x', 20_001) } },
        { "text", "REQUIRED", Whole with { Text = null, Delay = null, RequiredDocuments = [], Contacts = [] } },
        {
            "requiredDocuments[0].situations[0]", "UNKNOWN_SITUATION",
            Whole with { RequiredDocuments = [new() { Id = "a", Label = "b", Situations = ["volee"] }] }
        },
        { "contacts[0].label", "REQUIRED", Whole with { Contacts = [new(ContactScope.Local, "")] } },
        { "contacts[0].url", "INVALID_FORMAT", Whole with { Contacts = [new(ContactScope.Local, "a", "b")] } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_OneMistake_IsNamedWithItsPlace(string path, string code, LocalComplementDocument document)
    {
        var error = Assert.Single(LocalComplementValidator.Validate(document));

        Assert.Equal((path, code), (error.Path, error.Code));
    }
}
