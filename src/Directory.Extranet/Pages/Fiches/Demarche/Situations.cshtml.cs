using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The cases, as an indented list.</summary>
public sealed record SituationsForm
{
    public string? Outline { get; set; }
}

internal sealed class SituationsModel(EntryDesk desk) : DemarcheSectionModel<SituationsForm>(desk)
{
    public override Section Section => Sections.Situations;

    protected override SituationsForm Read(DemarcheDocument document) => new() { Outline = SituationOutline.Write(document.Situations) };

    protected override DemarcheDocument Write(DemarcheDocument document, SituationsForm form)
    {
        var situations = SituationOutline.Read(form.Outline, document.Situations, out var problem);
        if (problem is { } line)
        {
            ModelState.AddModelError(
                "Form.Outline",
                $"Ligne {line} : retirez des espaces au début. Elle peut préciser la ligne du dessus, d'un niveau au plus.");
        }

        var left = SituationOutline.Paths(situations).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, id) in SituationOutline.Paths(document.Situations).Where(item => !left.Contains(item.Id)))
        {
            if (UsesOf(document, id) is { Length: > 0 } uses)
            {
                ModelState.AddModelError("Form.Outline", $"« {path} » sert encore ({uses}) : retirez-la d'abord de ces rubriques.");
            }
        }

        return document with { Situations = situations };
    }

    protected override string FieldOf(string path) => "Form.Outline";

    private static string UsesOf(DemarcheDocument document, string id)
    {
        (int Count, string One, string Many)[] uses =
        [
            (document.RequiredDocuments.Count(item => item.Situations.Contains(id)), "document", "documents"),
            (document.Steps.Count(step => step.Situation == id), "étape", "étapes"),
            (document.Cost.Count(cost => cost.Situation == id), "coût", "coûts"),
            (document.Delay.Count(delay => delay.Situation == id), "délai", "délais"),
            (document.OnlineServices.Count(service => service.Situations.Contains(id)), "service en ligne", "services en ligne"),
            (document.Contacts.Count(contact => contact.Situations.Contains(id)), "contact", "contacts"),
            (document.Passages.Count(passage => passage.Situation == id), "passage du texte", "passages du texte"),
        ];
        return string.Join(", ", uses.Where(use => use.Count > 0).Select(use => $"{use.Count} {(use.Count == 1 ? use.One : use.Many)}"));
    }
}
