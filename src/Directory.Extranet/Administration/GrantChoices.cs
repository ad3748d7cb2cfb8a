using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Administration;

/// <summary>Rights, perimeters and sections as lists to choose from.</summary>
public sealed class GrantChoices(NpgsqlDataSource database)
{
    public static readonly IReadOnlyList<Choice> Rights =
    [
        new(AccessRight.Propose.Code(), "Rédiger", "Écrire des modifications, qu'une autre personne valide."),
        new(AccessRight.Modify.Code(), "Rédiger, créer et retirer", "Écrire aussi des fiches nouvelles ou à retirer, et confirmer qu'elles sont à jour."),
        new(AccessRight.PublishUrgently.Code(), "Publier en urgence", "Publier tout de suite ce qui ne peut pas attendre ; une autre personne relit."),
        new(AccessRight.Approve.Code(), "Valider", "Décider de ce que d'autres proposent, jamais de ses propres demandes."),
        new(AccessRight.Administer.Code(), "Gérer les accès", "Inviter des personnes, donner et retirer des habilitations."),
        new(AccessRight.Orient.Code(), "Orienter", "Orienter les usagers vers le bon interlocuteur."),
    ];

    public static readonly IReadOnlyList<Choice> RightsOrNone =
        [new(GrantForm.NoRight, "Rien pour le moment", "Ses habilitations lui seront données plus tard."), .. Rights];

    public static readonly IReadOnlyList<Choice> Perimeters =
    [
        new("entry", "Une fiche et ce qui en dépend"),
        new("departement", "Un département"),
        new("service_type", "Une nature de service"),
        new("national", "Toute la France"),
    ];

    // Several kinds of entries may have a section of the same name.
    private static readonly ILookup<string, Section> AllSections = Enum.GetValues<EntryKind>()
        .SelectMany(Editing.Sections.Of).Where(section => section.Blocks.Count > 0).Distinct().ToLookup(section => section.Slug);

    public static IReadOnlyList<Choice> Sections { get; } = [.. AllSections.Select(same => new Choice(same.Key, same.First().Title))];

    public static string ShortNameOf(AccessRight right) => Rights.Single(choice => choice.Value == right.Code()).Label;

    /// <summary>The blocks of the sections with these slugs.</summary>
    public static IReadOnlyList<string> BlocksOf(IEnumerable<string> slugs) =>
        [.. slugs.SelectMany(slug => AllSections[slug]).SelectMany(section => section.Blocks).Distinct()];

    internal async Task<GrantFormLists> ReadAsync(IReadOnlyList<Choice> entries, bool mayBeNone, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var departements = await connection.QueryAsync(
            "select code, name from departements order by code",
            row => new Choice(row.GetString(0), $"{row.GetString(0)} – {row.GetString(1)}"),
            cancellationToken);
        // ix_entries_service_types
        var types = await connection.QueryAsync(
            """
            select v.document ->> 'code', e.name from entries e join entry_versions v on v.sequence = e.sequence
            where e.kind = 'service_type' and not e.is_removed order by e.name
            """,
            row => new Choice(row.GetString(0), row.GetString(1)), cancellationToken);
        return new GrantFormLists(departements, types, entries, mayBeNone);
    }
}
