using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The rows of contacts of a form.</summary>
/// <param name="Contacts">As typed.</param>
/// <param name="HasScope">Whether it is asked what kind of contact each is; else all are local.</param>
public sealed record ContactRows(List<ContactRow> Contacts, bool HasScope);

/// <summary>A contact outside the directory, as typed.</summary>
public sealed record ContactRow : IItemRow
{
    public static readonly IReadOnlyList<Choice> ScopeChoices =
    [
        new(nameof(ContactScope.National), "Un organisme national"),
        new(nameof(ContactScope.Professional), "Un professionnel : notaire, avocat…"),
        new(nameof(ContactScope.Abroad), "Un service à l'étranger"),
        new(nameof(ContactScope.Local), "Un service local hors de l'annuaire"),
    ];

    public static readonly IReadOnlyList<Choice> RoleChoices =
    [
        new(nameof(ContactRole.Handles), "La démarche se fait auprès de lui"),
        new(nameof(ContactRole.Helps), "Il informe ou aide"),
    ];

    public int? Was { get; set; }

    public string? Scope { get; set; }

    public string? Role { get; set; }

    public string? Label { get; set; }

    public string? Url { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Label + Url);

    internal static List<ContactRow> Of(IReadOnlyList<DemarcheContact> contacts) =>
        [.. contacts.Select(
            (contact, index) =>
                new ContactRow
                {
                    Was = index, Scope = contact.Scope.ToString(), Role = contact.Role.ToString(), Label = contact.Label, Url = contact.Url,
                })];

    /// <param name="before">The contact that the row shows; null for a row that was added.</param>
    /// <param name="hasScope">Whether the form asks what kind of contact it is; else it stays what it was, or is local.</param>
    internal DemarcheContact Write(DemarcheContact? before, bool hasScope) => (before ?? new DemarcheContact(default, "")) with
    {
        Scope = !hasScope || Scope is null
            ? before?.Scope ?? ContactScope.Local
            : Enum.TryParse<ContactScope>(Scope, out var scope) ? scope : (ContactScope)(-1),
        Role = Role is null ? before?.Role ?? default : Enum.TryParse<ContactRole>(Role, out var role) ? role : (ContactRole)(-1),
        Label = Typed.Line(Label, before?.Label) ?? "",
        Url = Typed.Url(Url, before?.Url),
    };
}
