using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Demarches;

public sealed class DemarcheValidatorTests
{
    [Fact]
    public void Validate_AWholeDemarche_FindsNothing() => Assert.Empty(DemarcheValidator.Validate(A.Demarche()));

    [Fact]
    public void Json_WrittenAndRead_SaysTheSame()
    {
        var json = DocumentJson.Write(A.Demarche());

        var read = DocumentJson.ReadDemarche(json);

        Assert.Equal(json, DocumentJson.Write(read));
        Assert.Equal("volee", read.Situations[0].Children[0].Id);
        Assert.Equal("N19810", read.Themes[0].Parent!.Id);
        Assert.Empty(DemarcheValidator.Validate(read));
    }

    public static TheoryData<string, string, DemarcheDocument> Mistakes => new()
    {
        { "title", "REQUIRED", A.Demarche(" ") },
        { "title", "TOO_LONG", A.Demarche(new string('x', 301)) },
        { "summary", "TOO_LONG", A.Demarche() with { Summary = new string('x', 3001) } },
        { "audiences", "REQUIRED", A.Demarche() with { Audiences = [] } },
        { "themes[0].parent.parent.parent.parent.parent.parent", "TOO_DEEP", A.Demarche() with { Themes = [Themes(7)] } },
        { "situations[1].id", "DUPLICATE", A.Demarche() with { Situations = [A.Demarche().Situations[0], new("volee", "Deux fois")] } },
        {
            "situations[0].handledBy[0]", "INVALID_FORMAT",
            A.Demarche() with { Situations = [A.Demarche().Situations[0] with { HandledBy = ["Pas un code"] }] }
        },
        {
            "requiredDocuments[2].situations[0]", "UNKNOWN_SITUATION",
            A.Demarche() with { Situations = [new("france", "En France")], Steps = [], Passages = [] }
        },
        {
            "requiredDocuments[0].copies", "OUT_OF_RANGE",
            A.Demarche() with { RequiredDocuments = [new() { Id = "a", Label = "b", Copies = 0 }] }
        },
        {
            "requiredDocuments[1].id", "DUPLICATE",
            A.Demarche() with { RequiredDocuments = [new() { Id = "a", Label = "b" }, new() { Id = "a", Label = "c" }] }
        },
        {
            "steps[0].situation", "UNKNOWN_SITUATION",
            A.Demarche() with { Steps = [new() { Stage = DemarcheStage.Build, Title = "t", Situation = "nulle-part" }] }
        },
        { "passages[0].text", "REQUIRED", A.Demarche() with { Passages = [new Passage { Text = "" }] } },
        { "onlineServices[0].url", "INVALID_FORMAT", A.Demarche() with { OnlineServices = [new("t", "javascript:alert(1)")] } },
        { "forms[0].url", "REQUIRED", A.Demarche() with { Forms = [new("t", "")] } },
        { "handledBy[0]", "INVALID_FORMAT", A.Demarche() with { HandledBy = ["Pas un code"] } },
        { "handledBy", "TOO_MANY", A.Demarche() with { HandledBy = [.. Enumerable.Range(0, 51).Select(i => $"type_{i}")] } },
        { "contacts[0].label", "REQUIRED", A.Demarche() with { Contacts = [new(ContactScope.National, "")] } },
        {
            "contacts[0].situations[0]", "UNKNOWN_SITUATION", A.Demarche() with { Contacts = [new(ContactScope.National, "c") { Situations = ["x"] }] }
        },
        {
            "contacts[0].channels[0].value", "REQUIRED", A.Demarche() with { Contacts = [new(ContactScope.National, "c") { Channels = [new(
                default, "")] }] }
        },
        {
            "onlineServices[0].situations[0]", "UNKNOWN_SITUATION", A.Demarche() with { OnlineServices = [new("t", "https://a.fr") { Situations = ["x"] }] }
        },
        { "cost[0].text", "REQUIRED", A.Demarche() with { Cost = [new() { Text = "" }] } },
        { "cost[0].amount", "OUT_OF_RANGE", A.Demarche() with { Cost = [new() { Text = "t", Amount = -1 }] } },
        { "cost[0].currency", "INVALID", A.Demarche() with { Cost = [new() { Text = "t", Currency = "euro" }] } },
        { "cost[0].situation", "UNKNOWN_SITUATION", A.Demarche() with { Cost = [new() { Text = "t", Situation = "x" }] } },
        { "delay[0].duration", "INVALID", A.Demarche() with { Delay = [new() { Text = "t", Duration = "2 mois" }] } },
        { "delay[0].situation", "UNKNOWN_SITUATION", A.Demarche() with { Delay = [new() { Text = "t", Situation = "x" }] } },
        { "url", "INVALID_FORMAT", A.Demarche() with { Url = "nulle part" } },
        { "externalIds[0].value", "REQUIRED", A.Demarche() with { ExternalIds = [new("DILA_FICHE", "")] } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Validate_OneMistake_IsNamedWithItsPlaceInFrench(string path, string code, DemarcheDocument document)
    {
        var errors = DemarcheValidator.Validate(document);

        var error = Assert.Single(errors);
        Assert.Equal((path, code), (error.Path, error.Code));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 0)] // the deepest tree
    [InlineData(9, 1)]
    public void Validate_ATreeOfCases_HasABound(int depth, int errors)
    {
        var situation = new Situation("s0", "Cas");
        for (var i = 1; i < depth; i++)
        {
            situation = new Situation($"s{i}", "Cas") { Children = [situation] };
        }

        var document = A.Demarche() with { Situations = [situation], RequiredDocuments = [], Steps = [], Passages = [] };

        Assert.Equal(errors, DemarcheValidator.Validate(document).Count);
    }

    private static Theme Themes(int levels) => levels == 1 ? new("t1", "Thème") : new($"t{levels}", "Thème", Themes(levels - 1));
}
