using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What a démarche costs and how long it takes, as typed.</summary>
public sealed record CostForm
{
    public string? Cost { get; set; }

    public string? Delay { get; set; }
}

internal sealed class CoutDelaiModel(EntryDesk desk) : DemarcheSectionModel<CostForm>(desk)
{
    public override Section Section => Sections.CostAndDelay;

    protected override CostForm Read(DemarcheDocument document) => new() { Cost = document.Cost, Delay = document.Delay };

    protected override DemarcheDocument Write(DemarcheDocument document, CostForm form) =>
        document with { Cost = Typed.Lines(form.Cost, document.Cost), Delay = Typed.Lines(form.Delay, document.Delay) };

    protected override string FieldOf(string path) => path == "cost" ? "Form.Cost" : "Form.Delay";
}
