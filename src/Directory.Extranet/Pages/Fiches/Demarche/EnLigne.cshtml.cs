using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A téléservice, as typed.</summary>
public sealed record OnlineServiceRow : IItemRow
{
    public int? Was { get; set; }

    public string? Title { get; set; }

    public string? Url { get; set; }

    public string? Operator { get; set; }

    public string? Kind { get; set; } = nameof(OnlineServiceKind.Do);

    /// <summary>Paths of cases, and one more to fill in.</summary>
    public List<string?> Situations { get; set; } = [null];

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Title + Url + Operator + string.Concat(Situations));
}

/// <summary>A form to fill in, as typed.</summary>
public sealed record FormRow : IItemRow
{
    public int? Was { get; set; }

    public string? Title { get; set; }

    public string? Url { get; set; }

    public string? Number { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Title + Url + Number);
}

/// <summary>Where to do it online, as typed.</summary>
public sealed record OnlineForm
{
    public List<OnlineServiceRow> Services { get; set; } = [];

    public List<FormRow> Forms { get; set; } = [];
}

[MaxFields(20_000)] // a hundred services in hundreds of cases each
internal sealed class EnLigneModel(EntryDesk desk) : DemarcheSectionModel<OnlineForm>(desk)
{
    public static readonly IReadOnlyList<Choice> KindChoices =
    [
        new(nameof(OnlineServiceKind.Do), "Faire la démarche, ou la commencer"),
        new(nameof(OnlineServiceKind.Follow), "Suivre sa demande"),
        new(nameof(OnlineServiceKind.Simulate), "Calculer, simuler"),
        new(nameof(OnlineServiceKind.Inform), "S'informer, obtenir une pièce"),
    ];

    private readonly RowLists _services = new("Form.Services");
    private readonly RowLists _forms = new("Form.Forms");

    public override Section Section => Sections.Online;

    protected override OnlineForm Read(DemarcheDocument document) => new()
    {
        Services =
        [
            .. document.OnlineServices.Select((item, index) => new OnlineServiceRow
            {
                Was = index,
                Title = item.Title,
                Url = item.Url,
                Operator = item.Operator,
                Kind = item.Kind.ToString(),
                Situations = [.. item.Situations.Select(id => SituationOutline.PathOf(document.Situations, id)), null],
            }),
        ],
        Forms =
            [.. document.Forms.Select(
                (item, index) => new FormRow { Was = index, Title = item.Title, Url = item.Url, Number = item.Number })],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, OnlineForm form) => document with
    {
        OnlineServices = _services.Write(form.Services, row => row.IsBlank, (row, field) =>
        {
            var before = Before(document.OnlineServices, row);
            return (before ?? new OnlineService("", "")) with
            {
                Title = Typed.Line(row.Title, before?.Title) ?? "",
                Url = Typed.Url(row.Url, before?.Url) ?? "",
                Operator = Typed.Line(row.Operator, before?.Operator),
                Kind = Enum.TryParse<OnlineServiceKind>(row.Kind, out var kind) ? kind : (OnlineServiceKind)(-1),
                Situations =
                [
                    .. row.Situations.Select((path, index) => CaseOf(
                        document, path, before?.Situations.ElementAtOrDefault(index), $"{field}.Situations[{index}]")).OfType<string>(),
                ],
            };
        }),
        Forms = _forms.Write(form.Forms, row => row.IsBlank, (row, _) =>
        {
            var before = Before(document.Forms, row);
            return new Form(
                Typed.Line(row.Title, before?.Title) ?? "", Typed.Url(row.Url, before?.Url) ?? "", Typed.Line(row.Number, before?.Number));
        }),
    };

    protected override string FieldOf(string path) =>
        path.StartsWith("forms", StringComparison.Ordinal) ? _forms.FieldOf(path) : _services.FieldOf(path);

    protected override string? Perform(OnlineForm form, string gesture) => gesture.StartsWith("formulaires:", StringComparison.Ordinal)
        ? Move(gesture, form.Forms, "Form.Forms[{0}].Title")
        : Move(gesture, form.Services, "Form.Services[{0}].Title");
}
