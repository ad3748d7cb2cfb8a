using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Testing;

/// <summary>Valid examples; a test changes what matters to it with <c>with</c>.</summary>
public static class A
{
    /// <summary>1 March 2026, 10:00 in Paris.</summary>
    public static readonly Instant Morning = Instant.FromUtc(2026, 3, 1, 9, 0);

    /// <summary>The mairie of Villeurbanne, from the sample.</summary>
    public static AdministrationDocument Mairie(string name = "Mairie - Villeurbanne") => new()
    {
        Name = name,
        Types = ["mairie"],
        Commune = InseeCode.Parse("69266"),
        Addresses =
        [
            new Address
            {
                Kind = AddressKind.Physical,
                Lines = ["Place de la Mairie"],
                PostalCode = "69100",
                City = "Villeurbanne",
                Commune = InseeCode.Parse("69266"),
                Location = new GeoPoint(45.7667, 4.8803),
            },
        ],
        Channels = [new ContactChannel { Kind = ChannelKind.Phone, Value = "+33465710001" }],
        ExternalIds = [new ExternalId(ExternalIdSchemes.Sample, "mairie-69266")],
        Competences =
        [
            new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("69266")] },
        ],
        Provenance = new Provenance { Source = Sources.Sample.Code, VerifiedAt = Morning },
    };
}
