using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed to present a démarche.</summary>
public sealed record PresentationForm
{
    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Url { get; set; }
}

internal sealed class PresentationModel(EntryDesk desk) : DemarcheSectionModel<PresentationForm>(desk)
{
    public override Section Section => Sections.Presentation;

    protected override PresentationForm Read(DemarcheDocument document) =>
        new() { Title = document.Title, Summary = document.Summary, Url = document.Url };

    protected override DemarcheDocument Write(DemarcheDocument document, PresentationForm form) => document with
    {
        Title = Typed.Line(form.Title, document.Title) ?? "",
        Summary = Typed.Lines(form.Summary, document.Summary),
        Url = Typed.Url(form.Url, document.Url),
    };

    protected override string FieldOf(string path) => path switch { "title" => "Form.Title", "summary" => "Form.Summary", _ => "Form.Url" };
}
