using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A part of an entry that one page edits.</summary>
/// <param name="Slug">The last part of its address: <c>horaires</c>.</param>
/// <param name="Title">« Horaires ».</param>
/// <param name="Blocks">The blocks of the document that it writes.</param>
public sealed record Section(string Slug, string Title, params IReadOnlyList<string> Blocks)
{
    public string PathOf(Guid entryId) => $"/extranet/fiches/{entryId}/{Slug}";
}

/// <summary>The sections of each kind of entry, in the order in which they are filled in.</summary>
public static class Sections
{
    public static readonly Section Identity = new(
        "identite", "Identité et adresse", "name", "acronym", "mission", "parent", "commune", "addresses", "externalIds", "responsible");

    public static readonly Section Contacts = new("contacts", "Contacts", "channels");

    public static readonly Section Hours = new("horaires", "Horaires", "openingHours");

    public static readonly Section Exceptions = new("fermetures", "Fermetures et horaires exceptionnels", "openingHours", "notices");

    public static readonly Section Services = new("services", "Services et démarches", "types");

    public static readonly Section Competences = new("competence", "Zone de compétence", "competences");

    public static readonly Section Access = new("acces", "Accès et accessibilité", "accessibility", "peakTimes");

    /// <summary>The last one: what the draft changes, and sending it. It writes nothing itself.</summary>
    public static readonly Section Review = new("envoi", "Vérifier et envoyer");

    private static readonly Section[] Administration =
        [Identity, Contacts, Hours, Exceptions, Services, Competences, Access, Review];

    public static IReadOnlyList<Section> Of(EntryKind kind) => kind switch
    {
        EntryKind.Administration => Administration,
        _ => [Review],
    };

    /// <summary>Where a block is edited; the first section for one that none edits.</summary>
    public static Section OfBlock(EntryKind kind, string block) =>
        Of(kind).FirstOrDefault(section => section.Blocks.Contains(block)) ?? Of(kind)[0];

    /// <summary>The one after; the last one's is itself.</summary>
    public static Section After(EntryKind kind, Section section)
    {
        var sections = Of(kind);
        return sections[Math.Min(sections.ToList().IndexOf(section) + 1, sections.Count - 1)];
    }
}
