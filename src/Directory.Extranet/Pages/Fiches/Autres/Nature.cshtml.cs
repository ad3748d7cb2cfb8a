using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A kind of counter, as typed.</summary>
public sealed record NatureForm
{
    public string? Label { get; set; }

    public string? Acronym { get; set; }

    public string? Description { get; set; }
}

internal sealed class NatureModel(EntryDesk desk) : SectionPageModel<ServiceTypeDocument, NatureForm>(desk)
{
    public override Section Section => Sections.Nature;

    public string Code => ((ServiceTypeDocument)Entry.Document!).Code;

    protected override NatureForm Read(ServiceTypeDocument document) =>
        new() { Label = document.Label, Acronym = document.Acronym, Description = document.Description };

    protected override ServiceTypeDocument Write(ServiceTypeDocument document, NatureForm form) => document with
    {
        Label = Typed.Line(form.Label, document.Label) ?? "",
        Acronym = Typed.Line(form.Acronym, document.Acronym),
        Description = Typed.Lines(form.Description, document.Description),
    };

    protected override string FieldOf(string path) =>
        path switch { "label" => "Form.Label", "acronym" => "Form.Acronym", _ => "Form.Description" };
}
