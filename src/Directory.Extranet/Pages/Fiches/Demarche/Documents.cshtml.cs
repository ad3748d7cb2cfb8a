using System.Globalization;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A document to bring, as typed.</summary>
public sealed record RequiredDocumentRow : IItemRow
{
    public int? Was { get; set; }

    public string? Label { get; set; }

    public string? Detail { get; set; }

    public string? Original { get; set; }

    public string? Copies { get; set; }

    public bool Optional { get; set; }

    public string? OneOf { get; set; }

    /// <summary>Paths of cases, and one more to fill in.</summary>
    public List<string?> Situations { get; set; } = [null];

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Label + Detail + Copies + string.Concat(Situations));
}

/// <summary>The documents to bring, as typed.</summary>
public sealed record RequiredDocumentsForm
{
    public List<RequiredDocumentRow> Documents { get; set; } = [];
}

[MaxFields(20_000)] // three hundred documents have thousands of fields
internal sealed class DocumentsModel(EntryDesk desk) : DemarcheSectionModel<RequiredDocumentsForm>(desk)
{
    public static readonly IReadOnlyList<Choice> OriginalChoices =
        [new("", "Non précisé"), new("original", "L'original"), new("copie", "Une copie")];

    private readonly RowLists _rows = new("Form.Documents");

    public override Section Section => Sections.RequiredDocuments;

    protected override RequiredDocumentsForm Read(DemarcheDocument document) => new()
    {
        Documents =
        [
            .. document.RequiredDocuments.Select((item, index) => new RequiredDocumentRow
            {
                Was = index,
                Label = item.Label,
                Detail = item.Detail,
                Original = item.Original switch { true => "original", false => "copie", null => "" },
                Copies = item.Copies?.ToString(CultureInfo.InvariantCulture),
                Optional = item.Optional,
                OneOf = item.OneOf,
                Situations = [.. item.Situations.Select(id => SituationOutline.PathOf(document.Situations, id)), null],
            }),
        ],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, RequiredDocumentsForm form)
    {
        var taken = document.RequiredDocuments.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return document with
        {
            RequiredDocuments = _rows.Write(form.Documents, row => row.IsBlank, (row, field) =>
            {
                var before = Before(document.RequiredDocuments, row);
                var label = Typed.Lines(row.Label, before?.Label) ?? "";
                return new RequiredDocument
                {
                    Id = before?.Id ?? SituationOutline.NewId(label, taken),
                    Label = label,
                    Detail = Typed.Lines(row.Detail, before?.Detail),
                    Original = row.Original switch { "original" => true, "copie" => false, _ => null },
                    Copies = Number(row.Copies, field + ".Copies"),
                    Optional = row.Optional,
                    OneOf = Typed.Line(row.OneOf, before?.OneOf),
                    Situations =
                    [
                        .. row.Situations.Select((path, index) => CaseOf(
                            document, path, before?.Situations.ElementAtOrDefault(index), $"{field}.Situations[{index}]")).OfType<string>(),
                    ],
                };
            }),
        };
    }

    protected override string FieldOf(string path) => _rows.FieldOf(path);

    protected override string? Perform(RequiredDocumentsForm form, string gesture) =>
        Move(gesture, form.Documents, "Form.Documents[{0}].Label");

    private int? Number(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        ModelState.AddModelError(field, "Saisissez un nombre d'exemplaires en chiffres, par exemple 2.");
        return null;
    }
}
