using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A kind of service that handles a démarche, as typed.</summary>
public sealed record HandlingRow
{
    public string? Code { get; set; }

    /// <summary>Paths of cases, and one more to fill in; none: every case.</summary>
    public List<string?> Situations { get; set; } = [null];
}

/// <summary>Who handles a démarche, as typed.</summary>
public sealed record HandlingForm
{
    public List<HandlingRow> Services { get; set; } = [];

    public List<ContactRow> Contacts { get; set; } = [];
}

[MaxFields(20_000)] // fifty services in hundreds of cases each
internal sealed class TraitementModel(EntryDesk desk, ServiceTypeChoices types) : DemarcheSectionModel<HandlingForm>(desk)
{
    private readonly RowLists _services = new("Form.Services");
    private readonly RowLists _contacts = new("Form.Contacts");

    public override Section Section => Sections.Handling;

    public IReadOnlyList<Choice> TypeChoices { get; private set; } = [];

    protected override HandlingForm Read(DemarcheDocument document) => new()
    {
        Services =
        [
            .. document.HandledBy.Select(code => new HandlingRow
            {
                Code = code,
                Situations =
                    [.. SituationOutline.HandledBy(document.Situations, code)
                        .Select(id => SituationOutline.PathOf(document.Situations, id)), null],
            }),
        ],
        Contacts = ContactRow.Of(document.Contacts),
    };

    protected override DemarcheDocument Write(DemarcheDocument document, HandlingForm form)
    {
        var handlers = _services.Write(form.Services, row => string.IsNullOrEmpty(row.Code), (row, field) =>
        {
            var before = SituationOutline.HandledBy(document.Situations, row.Code!);
            return (Code: row.Code!, Cases: row.Situations.Select((path, index) => CaseOf(
                document, path, before.ElementAtOrDefault(index), $"{field}.Situations[{index}]")).OfType<string>().ToList());
        });
        return document with
        {
            HandledBy = [.. handlers.Select(handler => handler.Code)],
            Situations = SituationOutline.WithHandlers(document.Situations, handlers),
            Contacts =
                _contacts.Write(form.Contacts, row => row.IsBlank, (row, _) => row.Write(Before(document.Contacts, row), hasScope: true)),
        };
    }

    // The cases say who handles them.
    protected override string Fingerprint(DemarcheDocument document) =>
        EntryDesk.Fingerprint(document, [.. Section.Blocks, .. Sections.Situations.Blocks]);

    protected override string FieldOf(string path) =>
        path.StartsWith("contacts", StringComparison.Ordinal) ? _contacts.FieldOf(path)
        : _services.FieldOf(path) is { Length: > 0 } row ? row + ".Code"
        : "";

    protected override string? Perform(HandlingForm form, string gesture) => gesture.StartsWith("contacts:", StringComparison.Ordinal)
        ? Move(gesture, form.Contacts, "Form.Contacts[{0}].Label")
        : Move(gesture, form.Services, "Form.Services[{0}].Code");

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        TypeChoices = await types.ReadAsync(cancellationToken);
        await base.PrepareAsync(cancellationToken);
    }
}
