using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Who handles a démarche, as typed.</summary>
public sealed record HandlingForm
{
    public List<string?> HandledBy { get; set; } = [];

    public List<ContactRow> Contacts { get; set; } = [];
}

internal sealed class TraitementModel(EntryDesk desk, ServiceTypeChoices types) : DemarcheSectionModel<HandlingForm>(desk)
{
    private readonly RowLists _handledBy = new("Form.HandledBy");
    private readonly RowLists _contacts = new("Form.Contacts");

    public override Section Section => Sections.Handling;

    public IReadOnlyList<Choice> TypeChoices { get; private set; } = [];

    protected override HandlingForm Read(DemarcheDocument document) =>
        new() { HandledBy = [.. document.HandledBy], Contacts = ContactRow.Of(document.Contacts) };

    protected override DemarcheDocument Write(DemarcheDocument document, HandlingForm form) => document with
    {
        HandledBy = _handledBy.Write(form.HandledBy, string.IsNullOrEmpty, (code, _) => code!),
        Contacts = _contacts.Write(form.Contacts, row => row.IsBlank, (row, _) => row.Write(Before(document.Contacts, row))),
    };

    protected override string FieldOf(string path) =>
        path.StartsWith("contacts", StringComparison.Ordinal) ? _contacts.FieldOf(path) : _handledBy.FieldOf(path);

    protected override string? Perform(HandlingForm form, string gesture)
    {
        if (gesture.StartsWith("contacts:", StringComparison.Ordinal))
        {
            return Move(gesture, form.Contacts, "Form.Contacts[{0}].Label");
        }

        var asked = RowGesture.Parse(gesture);
        return asked.Focus(asked.On(form.HandledBy, () => null), index => FieldTagHelper.IdOf($"Form.HandledBy[{index}]"));
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        TypeChoices = await types.ReadAsync(cancellationToken);
        await base.PrepareAsync(cancellationToken);
    }
}
