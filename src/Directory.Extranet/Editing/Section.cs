using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A part of an entry that one page edits.</summary>
/// <param name="Slug">The last part of its address: <c>horaires</c>.</param>
/// <param name="Title">« Horaires ».</param>
/// <param name="Blocks">The blocks of the document that it writes.</param>
public sealed record Section(string Slug, string Title, params IReadOnlyList<string> Blocks)
{
    /// <summary>Whether two documents say the same of it, where another section edits the same block; null where the blocks tell.</summary>
    public Func<AdministrationDocument, AdministrationDocument, bool>? IsSame { get; init; }

    public string PathOf(Guid entryId) => $"/extranet/fiches/{entryId}/{Slug}";
}

/// <summary>The sections of each kind of entry, in the order in which they are filled in.</summary>
public static class Sections
{
    public static readonly Section Identity = new(
        "identite", "Identité et adresse", "name", "acronym", "mission", "parent", "commune", "addresses", "externalIds", "responsible");

    public static readonly Section Contacts = new("contacts", "Contacts", "channels");

    public static readonly Section Hours = new("horaires", "Horaires", "openingHours")
    {
        IsSame = (one, other) => Equals(Week(one), Week(other)),
    };

    public static readonly Section Exceptions = new("fermetures", "Fermetures et horaires exceptionnels", "openingHours", "notices")
    {
        IsSame = (one, other) => one.Notices.SequenceEqual(other.Notices)
            && one.OpeningHours?.PublicHolidays == other.OpeningHours?.PublicHolidays
            && (one.OpeningHours?.Exceptional ?? []).SequenceEqual(other.OpeningHours?.Exceptional ?? []),
    };

    public static readonly Section Services = new("services", "Services et démarches", "types");

    public static readonly Section Competences = new("competence", "Zone de compétence", "competences");

    public static readonly Section Access = new("acces", "Accès et accessibilité", "accessibility", "peakTimes");

    public static readonly Section Presentation = new("presentation", "Titre et résumé", "title", "summary", "url");

    public static readonly Section Classification = new(
        "classement", "Publics, thèmes et mots-clés", "audiences", "themes", "lifeEvents", "keywords");

    public static readonly Section Situations = new("situations", "Situations", "situations");

    public static readonly Section RequiredDocuments = new("documents", "Documents à fournir", "requiredDocuments");

    public static readonly Section Steps = new("etapes", "Étapes", "steps");

    public static readonly Section Online = new("en-ligne", "Services en ligne et formulaires", "onlineServices", "forms");

    public static readonly Section CostAndDelay = new("cout-et-delai", "Coût et délai", "cost", "delay");

    public static readonly Section Handling = new("traitement", "Services qui la traitent", "handledBy", "contacts");

    public static readonly Section Text = new("texte", "Texte", "passages");

    public static readonly Section Nature = new("nature", "Nature du service", "label", "acronym", "description");

    public static readonly Section Message = new("message", "Message", "level", "title", "body", "from", "until");

    public static readonly Section Concerned = new("concernes", "Qui est concerné", "concerns");

    public static readonly Section Complement = new("complement", "Complément local", "title", "text", "delay", "basis");

    public static readonly Section LocalDocuments = new("documents-locaux", "Documents et contacts", "requiredDocuments", "contacts");

    /// <summary>The last one: what the draft changes, and sending it. It writes nothing itself.</summary>
    public static readonly Section Review = new("envoi", "Vérifier et envoyer");

    private static readonly Section[] Administration =
        [Identity, Contacts, Hours, Exceptions, Services, Competences, Access, Review];

    private static readonly Section[] Demarche =
        [Presentation, Classification, Situations, RequiredDocuments, Steps, Online, CostAndDelay, Handling, Text, Review];

    public static IReadOnlyList<Section> Of(EntryKind kind) => kind switch
    {
        EntryKind.Administration => Administration,
        EntryKind.Demarche => Demarche,
        EntryKind.ServiceType => [Nature, Review],
        EntryKind.Notice => [Message, Concerned, Review],
        EntryKind.LocalComplement => [Complement, LocalDocuments, Review],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of entry."),
    };

    /// <summary>Where a block is edited; the first section for one that none edits.</summary>
    public static Section OfBlock(EntryKind kind, string block) =>
        Of(kind).FirstOrDefault(section => section.Blocks.Contains(block)) ?? Of(kind)[0];

    /// <summary>Where most come to an entry for; the first section of most kinds.</summary>
    public static Section MostEdited(EntryKind kind) => kind is EntryKind.Administration ? Hours : Of(kind)[0];

    /// <summary>The one after; the last one's is itself.</summary>
    public static Section After(EntryKind kind, Section section)
    {
        var sections = Of(kind);
        return sections[Math.Min(sections.ToList().IndexOf(section) + 1, sections.Count - 1)];
    }

    private static OpeningSchedule? Week(AdministrationDocument document) =>
        document.OpeningHours is { } schedule ? schedule with { Exceptional = [], PublicHolidays = default } : null;
}
