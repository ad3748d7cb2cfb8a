using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class AdministrationValidatorTests
{
    private static readonly InseeCode Lyon = InseeCode.Parse("69123");
    private static readonly InseeCode Villeurbanne = InseeCode.Parse("69266");

    /// <summary>What is changed in a valid document, and the one error that it must give.</summary>
    public static TheoryData<string, Func<AdministrationDocument, AdministrationDocument>, string, string> Misfits => new()
    {
        { "no name", d => d with { Name = "" }, "name", "REQUIRED" },
        { "blank name", d => d with { Name = " " }, "name", "REQUIRED" },
        { "long name", d => d with { Name = Long(301) }, "name", "TOO_LONG" },
        { "name on two lines", d => d with { Name = "Mairie\nAnnexe" }, "name", "CONTROL_CHARACTER" },
        { "long acronym", d => d with { Acronym = Long(61) }, "acronym", "TOO_LONG" },
        { "blank acronym", d => d with { Acronym = " " }, "acronym", "BLANK" },
        { "long mission", d => d with { Mission = Long(5001) }, "mission", "TOO_LONG" },
        { "tab in mission", d => d with { Mission = "a\tb" }, "mission", "CONTROL_CHARACTER" },
        { "type of a wrong form", d => d with { Types = ["mairie", "Sous-Préf"] }, "types[1]", "INVALID_FORMAT" },
        { "type twice", d => d with { Types = ["mairie", "mairie"] }, "types[1]", "DUPLICATE" },
        { "empty parent", d => d with { Parent = Guid.Empty }, "parent", "INVALID_FORMAT" },
        { "many addresses", d => d with { Addresses = [.. Enumerable.Repeat(d.Addresses[0], 11)] }, "addresses", "TOO_MANY" },
        { "short postal code", d => Address(d, a => a with { PostalCode = "6910" }), "addresses[0].postalCode", "INVALID_FORMAT" },
        { "seven lines", d => Address(d, a => a with { Lines = ["1", "2", "3", "4", "5", "6", "7"] }), "addresses[0].lines", "TOO_MANY" },
        { "long line", d => Address(d, a => a with { Lines = ["1", Long(201)] }), "addresses[0].lines[1]", "TOO_LONG" },
        { "point (0, 0)", d => Address(d, a => a with { Location = new GeoPoint(0, 0) }), "addresses[0].location", "INVALID_FORMAT" },
        { "eleven notices", d => d with { Notices = [.. Enumerable.Repeat(new Notice { Title = "Fermé" }, 11)] }, "notices", "TOO_MANY" },
        { "notice without title", d => d with { Notices = [new Notice { Title = "" }] }, "notices[0].title", "REQUIRED" },
        { "long notice", d => d with { Notices = [new Notice { Title = "Fermé", Body = Long(1001) }] }, "notices[0].body", "TOO_LONG" },
        {
            "notice of no time", d =>
                d with { Notices = [new Notice { Title = "Fermé", From = A.Morning, Until = A.Morning }] }, "notices[0].until", "FROM_AFTER_TO"
        },
        {
            "unknown level", d =>
                d with { Notices = [new Notice { Title = "Fermé", Level = (NoticeLevel)9 }] }, "notices[0].level", "UNKNOWN_VALUE"
        },
        {
            "unknown access", d =>
                d with { Accessibility = new() { Wheelchair = (WheelchairAccess)9 } }, "accessibility.wheelchair", "UNKNOWN_VALUE"
        },
        { "national number", d => Channel(d, ChannelKind.Phone, "01 99 00 12 34"), "channels[0].value", "INVALID_FORMAT" },
        { "mail without host", d => Channel(d, ChannelKind.Email, "accueil@mairie"), "channels[0].value", "INVALID_FORMAT" },
        { "relative address", d => Channel(d, ChannelKind.Website, "www.mairie.example"), "channels[0].value", "INVALID_FORMAT" },
        { "script address", d => Channel(d, ChannelKind.Form, "javascript:alert(1)"), "channels[0].value", "INVALID_FORMAT" },
        { "no value", d => Channel(d, ChannelKind.Post, ""), "channels[0].value", "REQUIRED" },
        { "channel twice", d => d with { Channels = [d.Channels[0], d.Channels[0]] }, "channels[1].value", "DUPLICATE" },
        {
            "delay of a wrong form", d =>
                d with { Channels = [d.Channels[0] with { AnswersWithin = "5 jours" }] }, "channels[0].answersWithin", "INVALID_FORMAT"
        },
        { "false SIRET", d => d with { ExternalIds = [new("SIRET", "12345678901234")] }, "externalIds[0].value", "INVALID_FORMAT" },
        { "false SIREN", d => d with { ExternalIds = [new("SIREN", "123456789")] }, "externalIds[0].value", "INVALID_FORMAT" },
        { "no territory", d => Competence(d, c => c with { Communes = [] }), "competences[0]", "REQUIRED" },
        { "country and communes", d => Competence(d, c => c with { WholeCountry = true }), "competences[0]", "CONTRADICTION" },
        {
            "communes out of order", d =>
                Competence(d, c => c with { Communes = [Villeurbanne, Lyon] }), "competences[0].communes", "NOT_SORTED"
        },
        { "commune twice", d => Competence(d, c => c with { Communes = [Lyon, Lyon] }), "competences[0].communes", "NOT_SORTED" },
        { "no source", d => d with { Provenance = new() { Source = "" } }, "provenance.source", "REQUIRED" },
    };

    [Fact]
    public void Validate_OfAnExample_FindsNothing() => Assert.Empty(AdministrationValidator.Validate(A.Mairie()));

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Validate_OfAMisfit_NamesItsPathAndCode(
        string what, Func<AdministrationDocument, AdministrationDocument> change, string path, string code)
    {
        var error = Assert.Single(AdministrationValidator.Validate(change(A.Mairie())));

        Assert.True((error.Path, error.Code) == (path, code), $"{what}: {error}");
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300, 60, 5000)]
    public void Validate_AtTheBounds_FindsNothing(int name, int acronym, int mission)
    {
        var document = A.Mairie() with { Name = Long(name), Acronym = Long(acronym), Mission = Long(mission - 2) + "\nx" };

        Assert.Empty(AdministrationValidator.Validate(document));
    }

    [Theory]
    [InlineData("21690266800013", true)] // a commune's
    [InlineData("21690266800014", false)]
    [InlineData("35600000000048", true)] // La Poste, by Luhn
    [InlineData("35600000049837", true)] // La Poste, by the sum of its digits
    [InlineData("35600000049838", false)]
    [InlineData("2169026680001", false)]
    [InlineData("2169026680001A", false)]
    [InlineData("00000000000000", false)]
    public void IsSiret_OfDigits_ChecksThem(string text, bool expected) =>
        Assert.Equal(expected, CompanyNumber.IsSiret(text));

    private static string Long(int length) => new('a', length);

    private static AdministrationDocument Address(AdministrationDocument document, Func<Address, Address> change) =>
        document with { Addresses = [change(document.Addresses[0])] };

    private static AdministrationDocument Channel(AdministrationDocument document, ChannelKind kind, string value) =>
        document with { Channels = [new ContactChannel { Kind = kind, Value = value }] };

    private static AdministrationDocument Competence(AdministrationDocument document, Func<Competence, Competence> change) =>
        document with { Competences = [change(document.Competences[0])] };
}
