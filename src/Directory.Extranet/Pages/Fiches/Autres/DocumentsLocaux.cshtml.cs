using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A document asked for locally, as typed.</summary>
public sealed record LocalDocumentRow
{
    public int? Was { get; set; }

    public string? Label { get; set; }

    public string? Detail { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Label + Detail);
}

/// <summary>What is asked for locally and by whom, as typed.</summary>
public sealed record LocalDocumentsForm
{
    public List<LocalDocumentRow> Documents { get; set; } = [];

    public List<ContactRow> Contacts { get; set; } = [];
}

internal sealed class DocumentsLocauxModel(EntryDesk desk) : SectionPageModel<LocalComplementDocument, LocalDocumentsForm>(desk)
{
    private readonly RowLists _documents = new("Form.Documents");
    private readonly RowLists _contacts = new("Form.Contacts");

    public override Section Section => Sections.LocalDocuments;

    protected override LocalDocumentsForm Read(LocalComplementDocument document) => new()
    {
        Documents =
            [.. document.RequiredDocuments.Select(
                (item, index) => new LocalDocumentRow { Was = index, Label = item.Label, Detail = item.Detail })],
        Contacts = ContactRow.Of(document.Contacts),
    };

    protected override LocalComplementDocument Write(LocalComplementDocument document, LocalDocumentsForm form)
    {
        var taken = document.RequiredDocuments.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return document with
        {
            RequiredDocuments = _documents.Write(form.Documents, row => row.IsBlank, (row, _) =>
            {
                var before = row.Was is { } index ? document.RequiredDocuments.ElementAtOrDefault(index) : null;
                var label = Typed.Lines(row.Label, before?.Label) ?? "";
                return (before ?? new RequiredDocument { Id = SituationOutline.NewId(label, taken), Label = label })
                    with { Label = label, Detail = Typed.Lines(row.Detail, before?.Detail) };
            }),
            Contacts = _contacts.Write(form.Contacts, row => row.IsBlank, (row, _) =>
                row.Write(row.Was is { } index ? document.Contacts.ElementAtOrDefault(index) : null, hasScope: false)),
        };
    }

    protected override string FieldOf(string path) =>
        path.StartsWith("contacts", StringComparison.Ordinal) ? _contacts.FieldOf(path) : _documents.FieldOf(path);

    protected override string? Perform(LocalDocumentsForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        return asked.List == "contacts"
            ? asked.Focus(asked.On(form.Contacts, () => new ContactRow()), index => FieldTagHelper.IdOf($"Form.Contacts[{index}].Label"))
            : asked.Focus(
                asked.On(form.Documents, () => new LocalDocumentRow()), index => FieldTagHelper.IdOf($"Form.Documents[{index}].Label"));
    }
}
