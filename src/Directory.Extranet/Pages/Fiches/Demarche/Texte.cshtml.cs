using System.Globalization;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A piece of the text, as typed.</summary>
public sealed record PassageRow : IItemRow
{
    public int? Was { get; set; }

    public string? Heading { get; set; }

    public string? Level { get; set; } = "1";

    public string? Text { get; set; }

    public string? Situation { get; set; }

    internal bool IsBlank => Was is null && string.IsNullOrWhiteSpace(Heading + Text + Situation);
}

/// <summary>The text, as typed.</summary>
public sealed record TextForm
{
    public List<PassageRow> Passages { get; set; } = [];
}

[MaxFields(20_000)] // fifteen hundred passages have thousands of fields
internal sealed class TexteModel(EntryDesk desk) : DemarcheSectionModel<TextForm>(desk)
{
    private readonly RowLists _rows = new("Form.Passages");

    public override Section Section => Sections.Text;

    /// <summary>The usual levels, and the one that a passage has.</summary>
    public static IReadOnlyList<Choice> LevelChoices(string? held) =>
    [
        .. new[] { "0", "1", "2", "3", "4", held ?? "1" }.Distinct()
            .Select(level => new Choice(level, level == "0" ? "Sans titre" : $"Niveau {level}")),
    ];

    protected override TextForm Read(DemarcheDocument document) => new()
    {
        Passages =
        [
            .. document.Passages.Select((passage, index) => new PassageRow
            {
                Was = index,
                Heading = passage.Heading,
                Level = passage.Level.ToString(CultureInfo.InvariantCulture),
                Text = passage.Text,
                Situation = SituationOutline.PathOf(document.Situations, passage.Situation),
            }),
        ],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, TextForm form) => document with
    {
        Passages = _rows.Write(form.Passages, row => row.IsBlank, (row, field) =>
        {
            var before = Before(document.Passages, row);
            var heading = Typed.Line(row.Heading, before?.Heading);
            return new Passage
            {
                Heading = heading,
                Level = LevelOf(row, heading, before),
                Text = Typed.Lines(row.Text, before?.Text) ?? "",
                Situation = CaseOf(document, row.Situation, before?.Situation, field + ".Situation"),
            };
        }),
    };

    protected override string FieldOf(string path) => _rows.FieldOf(path);

    protected override string? Perform(TextForm form, string gesture) => Move(gesture, form.Passages, "Form.Passages[{0}].Heading");

    // Without a title there is no level; what a source says otherwise stays until someone touches it.
    private static int LevelOf(PassageRow row, string? heading, Passage? before)
    {
        var level = int.TryParse(row.Level, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? Math.Min(typed, 8) : 0;
        return level == before?.Level && heading == before.Heading ? level : heading is null ? 0 : Math.Max(1, level);
    }
}
