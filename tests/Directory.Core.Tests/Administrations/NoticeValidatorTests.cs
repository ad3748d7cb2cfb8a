using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class NoticeValidatorTests
{
    public static TheoryData<NoticeTargets> Possible =>
    [
        new NoticeTargets { WholeCountry = true },
        new NoticeTargets { WholeCountry = true, ServiceTypes = ["caf"] },
        new NoticeTargets { Departements = ["01", "2A", "974"] },
        new NoticeTargets { Administrations = [Guid.CreateVersion7()] },
        new NoticeTargets { Departements = ["69"], ServiceTypes = ["caf"], Administrations = [Guid.CreateVersion7()] },
    ];

    [Theory]
    [MemberData(nameof(Possible))]
    public void Validate_AnyoneWhoCanBeConcerned_FindsNothing(NoticeTargets targets) =>
        Assert.Empty(NoticeValidator.Validate(A.Notice() with { Concerns = targets }));

    [Fact]
    public void Json_WrittenAndRead_SaysTheSame()
    {
        var notice = A.Notice() with { From = A.Morning, Until = A.Morning + NodaTime.Duration.FromDays(1) };
        var json = DocumentJson.Write(notice);

        var read = (NoticeDocument)DocumentJson.Read(EntryKind.Notice, json);

        Assert.Equal(json, DocumentJson.Write(read));
        Assert.Equal(notice.ToNotice(), read.ToNotice());
        Assert.Equal(
            """{"departements":["69"],"serviceTypes":["mairie"]}""",
            System.Text.Encoding.UTF8.GetString(DocumentBlocks.Of(json)["concerns"]));
    }

    public static TheoryData<string, string, NoticeDocument> Mistakes => new()
    {
        { "title", "REQUIRED", A.Notice("") },
        { "title", "TOO_LONG", A.Notice(new string('x', 151)) },
        { "body", "TOO_LONG", A.Notice() with { Body = new string('x', 1001) } },
        { "level", "UNKNOWN_VALUE", A.Notice() with { Level = (NoticeLevel)9 } },
        { "until", "FROM_AFTER_TO", A.Notice() with { From = A.Morning, Until = A.Morning } },
        { "concerns", "REQUIRED", A.Notice() with { Concerns = new() } },
        { "concerns", "CONTRADICTION", A.Notice() with { Concerns = new() { WholeCountry = true, Departements = ["69"] } } },
        {
            "concerns.serviceTypes", "CONTRADICTION",
            A.Notice() with { Concerns = new() { ServiceTypes = ["caf"], Administrations = [Guid.CreateVersion7()] } }
        },
        { "concerns.departements[0]", "INVALID_FORMAT", A.Notice() with { Concerns = new() { Departements = ["Rhône"] } } },
        { "concerns.departements[1]", "NOT_SORTED", A.Notice() with { Concerns = new() { Departements = ["69", "01"] } } },
        {
            "concerns.serviceTypes[0]", "INVALID_FORMAT",
            A.Notice() with { Concerns = new() { WholeCountry = true, ServiceTypes = ["Pas un code"] } }
        },
        { "concerns.administrations", "DUPLICATE", A.Notice() with { Concerns = new() { Administrations = [Guid.Empty, Guid.Empty] } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_OneMistake_IsNamedWithItsPlace(string path, string code, NoticeDocument document)
    {
        var error = Assert.Single(NoticeValidator.Validate(document));

        Assert.Equal((path, code), (error.Path, error.Code));
    }
}
