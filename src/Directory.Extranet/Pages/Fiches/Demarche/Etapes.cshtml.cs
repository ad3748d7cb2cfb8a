using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Something to do, as typed.</summary>
public sealed record StepRow : IItemRow
{
    public int? Was { get; set; }

    public string? Stage { get; set; } = nameof(DemarcheStage.Build);

    public string? Title { get; set; }

    public string? Body { get; set; }

    public string? Situation { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Title + Body + Situation);
}

/// <summary>What to do, as typed.</summary>
public sealed record StepsForm
{
    public List<StepRow> Steps { get; set; } = [];
}

internal sealed class EtapesModel(EntryDesk desk) : DemarcheSectionModel<StepsForm>(desk)
{
    public static readonly IReadOnlyList<Choice> StageChoices =
    [
        new(nameof(DemarcheStage.Signal), "Signaler, se renseigner"),
        new(nameof(DemarcheStage.Build), "Constituer et déposer le dossier"),
        new(nameof(DemarcheStage.Follow), "Attendre, payer, suivre"),
        new(nameof(DemarcheStage.Close), "Recevoir, renouveler, contester"),
    ];

    private readonly RowLists _rows = new("Form.Steps");

    public override Section Section => Sections.Steps;

    public static string NameOf(int index) => $"l'étape {index + 1}";

    protected override StepsForm Read(DemarcheDocument document) => new()
    {
        Steps =
        [
            .. document.Steps.Select((step, index) => new StepRow
            {
                Was = index,
                Stage = step.Stage.ToString(),
                Title = step.Title,
                Body = step.Body,
                Situation = SituationOutline.PathOf(document.Situations, step.Situation),
            }),
        ],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, StepsForm form) => document with
    {
        Steps = _rows.Write(form.Steps, row => row.IsBlank, (row, field) =>
        {
            var before = Before(document.Steps, row);
            return new DemarcheStep
            {
                Stage = Enum.TryParse<DemarcheStage>(row.Stage, out var stage) ? stage : (DemarcheStage)(-1),
                Title = Typed.Line(row.Title, before?.Title) ?? "",
                Body = Typed.Lines(row.Body, before?.Body),
                Situation = CaseOf(document, row.Situation, before?.Situation, field + ".Situation"),
            };
        }),
    };

    protected override string FieldOf(string path) => _rows.FieldOf(path);

    protected override string? Perform(StepsForm form, string gesture) => Move(gesture, form.Steps, "Form.Steps[{0}].Title");
}
