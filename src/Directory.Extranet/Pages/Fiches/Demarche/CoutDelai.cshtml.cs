using System.Globalization;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What a démarche costs, as typed.</summary>
public sealed record CostRow : IItemRow
{
    public int? Was { get; set; }

    public string? Text { get; set; }

    public string? Amount { get; set; }

    public string? Situation { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Text + Amount + Situation);
}

/// <summary>How long it takes, as typed.</summary>
public sealed record DelayRow : IItemRow
{
    public int? Was { get; set; }

    public string? Text { get; set; }

    public string? Duration { get; set; }

    public string? Silence { get; set; }

    public string? Situation { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Text + Duration + Silence + Situation);
}

/// <summary>What a démarche costs and how long it takes, as typed.</summary>
public sealed record CostForm
{
    public List<CostRow> Costs { get; set; } = [];

    public List<DelayRow> Delays { get; set; } = [];
}

internal sealed class CoutDelaiModel(EntryDesk desk) : DemarcheSectionModel<CostForm>(desk)
{
    public static readonly IReadOnlyList<Choice> SilenceChoices =
    [
        new("", "Non précisé"),
        new(nameof(SilenceMeaning.Accepted), "La demande est acceptée"),
        new(nameof(SilenceMeaning.Refused), "La demande est refusée"),
    ];

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private readonly RowLists _costs = new("Form.Costs");
    private readonly RowLists _delays = new("Form.Delays");

    public override Section Section => Sections.CostAndDelay;

    protected override CostForm Read(DemarcheDocument document) => new()
    {
        Costs =
        [
            .. document.Cost.Select((item, index) => new CostRow
            {
                Was = index,
                Text = item.Text,
                Amount = item.Amount?.ToString(French),
                Situation = SituationOutline.PathOf(document.Situations, item.Situation),
            }),
        ],
        Delays =
        [
            .. document.Delay.Select((item, index) => new DelayRow
            {
                Was = index,
                Text = item.Text,
                Duration = item.Duration,
                Silence = item.Silence?.ToString() ?? "",
                Situation = SituationOutline.PathOf(document.Situations, item.Situation),
            }),
        ],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, CostForm form) => document with
    {
        Cost = _costs.Write(form.Costs, row => row.IsBlank, (row, field) =>
        {
            var before = Before(document.Cost, row);
            var amount = Amount(row.Amount, before?.Amount, field + ".Amount");
            return new DemarcheCost
            {
                Text = Typed.Lines(row.Text, before?.Text) ?? "",
                Amount = amount,
                Currency = amount is null ? null : before?.Currency ?? "EUR",
                Situation = CaseOf(document, row.Situation, before?.Situation, field + ".Situation"),
            };
        }),
        Delay = _delays.Write(form.Delays, row => row.IsBlank, (row, field) =>
        {
            var before = Before(document.Delay, row);
            return new DemarcheDelay
            {
                Text = Typed.Lines(row.Text, before?.Text) ?? "",
                Duration = Typed.Line(row.Duration, before?.Duration),
                Silence = Enum.TryParse<SilenceMeaning>(row.Silence, out var silence) ? silence : null,
                Situation = CaseOf(document, row.Situation, before?.Situation, field + ".Situation"),
            };
        }),
    };

    protected override string FieldOf(string path) =>
        path.StartsWith("delay", StringComparison.Ordinal) ? _delays.FieldOf(path) : _costs.FieldOf(path);

    protected override string? Perform(CostForm form, string gesture) => gesture.StartsWith("delais:", StringComparison.Ordinal)
        ? Move(gesture, form.Delays, "Form.Delays[{0}].Text")
        : Move(gesture, form.Costs, "Form.Costs[{0}].Text");

    private decimal? Amount(string? typed, decimal? before, string field)
    {
        var text = typed?.Replace("€", "", StringComparison.Ordinal).Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (decimal.TryParse(
            text.Replace('.', ','), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, French, out var amount))
        {
            return amount;
        }

        ModelState.AddModelError(field, "Saisissez un montant en chiffres, par exemple 25 ou 27,50.");
        return before;
    }
}
