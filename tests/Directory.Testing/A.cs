using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
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

    /// <summary>Refaire sa carte d'identité, with two levels of cases.</summary>
    public static DemarcheDocument Demarche(string title = "Refaire sa carte d'identité") => new()
    {
        Title = title,
        Summary = "Au guichet d'une mairie équipée.",
        Audiences = [Audience.Individuals],
        Themes = [new Theme("N358", "Carte d'identité", new Theme("N19810", "Papiers"))],
        LifeEvents = [new LifeEvent("F14128", "Je déménage")],
        Keywords = ["CNI"],
        Situations =
        [
            new Situation("france", "En France") { Children = [new Situation("volee", "Carte volée")] },
            new Situation("etranger", "À l'étranger"),
        ],
        RequiredDocuments =
        [
            new RequiredDocument { Id = "photo", Label = "2 photos d'identité", Copies = 2 },
            new RequiredDocument { Id = "timbre", Label = "Timbre fiscal", Detail = "25 €", Optional = true, Situations = ["france"] },
            new RequiredDocument { Id = "vol", Label = "Déclaration de vol", Original = true, Situations = ["volee"] },
        ],
        Steps =
        [
            new DemarcheStep { Stage = DemarcheStage.Signal, Title = "Déclarer le vol", Body = "À la police.", Situation = "volee" },
            new DemarcheStep { Stage = DemarcheStage.Close, Title = "Retirer la carte" },
        ],
        OnlineServices = [new OnlineService("Pré-demande", "https://titres.example.fr", "ANTS")],
        Forms = [new Form("Demande", "https://titres.example.fr/12100", "12100*02")],
        Cost = [new DemarcheCost { Text = "Gratuit.", Amount = 0, Currency = "EUR" }],
        Delay = [new DemarcheDelay { Text = "Variable." }],
        HandledBy = ["mairie"],
        Contacts = [new DemarcheContact(ContactScope.Abroad, "Consulat")],
        Related = [new ExternalId(ExternalIdSchemes.Sample, "demarche-passeport")],
        Passages = [new Passage { Heading = "Où ?", Level = 1, Text = "En mairie.\n- sur rendez-vous", Situation = "france" }],
        Url = "https://demarches.example.fr/F1",
        ExternalIds = [new ExternalId(ExternalIdSchemes.DilaFiche, "particuliers/F1"), new ExternalId(ExternalIdSchemes.DilaFiche, "F1")],
        Provenance = new Provenance { Source = Sources.DilaFiches.Code, VerifiedAt = Morning },
    };

    /// <summary>A message for the mairies of the Rhône.</summary>
    public static NoticeDocument Notice(string title = "Grève des transports") => new()
    {
        Level = NoticeLevel.Warning,
        Title = title,
        Body = "Vérifiez avant de vous déplacer.",
        Concerns = new NoticeTargets { Departements = ["69"], ServiceTypes = ["mairie"] },
        Provenance = new Provenance { Source = Sources.Local.Code, VerifiedAt = Morning },
    };

    /// <summary>What the Rhône adds to a démarche.</summary>
    public static LocalComplementDocument LocalComplement(Guid demarche, string title = "Dans le Rhône") => new()
    {
        Title = title,
        Demarche = demarche,
        Basis = new DemarcheBasis(1, Morning),
        Departement = "69",
        Text = "Prenez rendez-vous sur la plateforme du département.",
        RequiredDocuments = [new RequiredDocument { Id = "justificatif", Label = "Un justificatif de domicile dans le Rhône" }],
        Contacts = [new DemarcheContact(ContactScope.Local, "Maison du Rhône")],
        Delay = "Trois semaines.",
        Provenance = new Provenance { Source = Sources.Local.Code, VerifiedAt = Morning },
    };
}
