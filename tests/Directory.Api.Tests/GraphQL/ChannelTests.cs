using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class ChannelTests(DirectoryApi api)
{
    [Fact]
    public async Task Channels_OfAllKinds_SayHowToShowAndFollowThem()
    {
        var data = await api.DataAsync(
            """
            { administration(externalId: {scheme: "SAMPLE", value: "mairie-69123"}) {
              channels { kind label value href audience cost answersWithin accessible openingHours { summary timeZone } } } }
            """);

        Json.AssertEqual(
            """
            [
              { "kind": "ONLINE_SERVICE", "label": "Démarches en ligne de la ville", "value": "https://demarches.mairie-lyon.example/", "href": "https://demarches.mairie-lyon.example/",
                "audience": "PUBLIC", "cost": null, "answersWithin": null, "accessible": null, "openingHours": null },
              { "kind": "PHONE", "label": "Téléphone", "value": "+33465710001", "href": "tel:+33465710001",
                "audience": "PUBLIC", "cost": "Appel non surtaxé", "answersWithin": null, "accessible": null,
                "openingHours": { "summary": "Du lundi au vendredi de 8 h à 18 h ; le samedi de 8 h 30 à 12 h 15 ; fermé les jours fériés", "timeZone": "Europe/Paris" } },
              { "kind": "EMAIL", "label": "Courriel", "value": "accueil@mairie-lyon.example", "href": "mailto:accueil@mairie-lyon.example",
                "audience": "PUBLIC", "cost": null, "answersWithin": null, "accessible": null, "openingHours": null },
              { "kind": "WEBSITE", "label": "Site internet", "value": "https://www.mairie-lyon.example/", "href": "https://www.mairie-lyon.example/",
                "audience": "PUBLIC", "cost": null, "answersWithin": null, "accessible": null, "openingHours": null },
              { "kind": "FORM", "label": "Écrire à la mairie", "value": "https://www.mairie-lyon.example/contact", "href": "https://www.mairie-lyon.example/contact",
                "audience": "PUBLIC", "cost": null, "answersWithin": "P5D", "accessible": null, "openingHours": null },
              { "kind": "SOCIAL", "label": "Mastodon", "value": "https://social.example/@mairie-lyon", "href": "https://social.example/@mairie-lyon",
                "audience": "PUBLIC", "cost": null, "answersWithin": null, "accessible": null, "openingHours": null }
            ]
            """,
            data.At("administration", "channels"));
    }

    [Theory]
    [InlineData("[PHONE]", "PHONE")]
    [InlineData("[EMAIL, PHONE]", "PHONE EMAIL")] // in the order of the entry, not of the question
    [InlineData("[SOCIAL]", "")]
    [InlineData("[]", "ONLINE_SERVICE PHONE EMAIL WEBSITE APPOINTMENT")]
    [InlineData("null", "ONLINE_SERVICE PHONE EMAIL WEBSITE APPOINTMENT")]
    public async Task Channels_OfSomeKinds_AreThoseOnly(string kinds, string expected)
    {
        var data = await api.DataAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { channels(kinds: {{kinds}}) { kind } } }""");

        Assert.Equal(expected, string.Join(' ', data.At("administration", "channels").Strings("kind")));
    }

    [Fact]
    public async Task Channels_OfFax_HaveNothingToFollow()
    {
        var data = await api.DataAsync(
            """{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69034"}) { channels(kinds: [FAX]) { label href } } }""");

        Json.AssertEqual("""{ "administration": { "channels": [{ "label": "Télécopie", "href": null }] } }""", data);
    }

    [Fact]
    public async Task Channels_OfTheBackOffice_AreNeverShown()
    {
        // The préfecture has two numbers; one is for agents.
        var data = await api.DataAsync(
            """
            {
              administration(externalId: {scheme: "SAMPLE", value: "prefecture-69"}) { channels { value } phones: channels(kinds: [PHONE]) { value } }
              administrations(first: 100) { nodes { channels { audience } } }
            }
            """);

        Assert.Equal(["+33465710035"], data.At("administration", "phones").Strings("value"));
        Assert.Equal(5, data.At("administration", "channels").GetArrayLength());
        Assert.All(
            data.At("administrations", "nodes").EnumerateArray().SelectMany(node => node.At("channels").EnumerateArray()),
            channel => Assert.Equal("PUBLIC", channel.Text("audience")));
    }
}
