using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed about the access.</summary>
public sealed record AccessForm
{
    public string? Wheelchair { get; set; }

    public string? SignLanguage { get; set; }

    public string? Note { get; set; }
}

internal sealed class AccesModel(EntryDesk desk) : SectionPageModel<AdministrationDocument, AccessForm>(desk)
{
    public static readonly IReadOnlyList<Choice> WheelchairChoices =
    [
        new(nameof(WheelchairAccess.Full), "Oui, sans aide"),
        new(nameof(WheelchairAccess.Partial), "Oui, avec une aide ou sur demande"),
        new(nameof(WheelchairAccess.None), "Non"),
        new(nameof(WheelchairAccess.Unknown), "Je ne sais pas"),
    ];

    public static readonly IReadOnlyList<Choice> SignLanguageChoices = [new("oui", "Oui"), new("non", "Non"), new("", "Je ne sais pas")];

    public override Section Section => Sections.Access;

    protected override AccessForm Read(AdministrationDocument document) => new()
    {
        Wheelchair = (document.Accessibility?.Wheelchair ?? WheelchairAccess.Unknown).ToString(),
        SignLanguage = document.Accessibility?.SignLanguage switch { true => "oui", false => "non", _ => "" },
        Note = document.Accessibility?.Note,
    };

    protected override AdministrationDocument Write(AdministrationDocument document, AccessForm form)
    {
        if (!Enum.TryParse<WheelchairAccess>(form.Wheelchair, out var wheelchair) || !Enum.IsDefined(wheelchair))
        {
            ModelState.AddModelError("Form.Wheelchair", "Choisissez une des réponses sur l'accès en fauteuil roulant.");
        }

        bool? signs = form.SignLanguage switch { "oui" => true, "non" => false, _ => null };
        var note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim();
        return document with
        {
            Accessibility = wheelchair is WheelchairAccess.Unknown && signs is null && note is null
                ? null
                : new Accessibility { Wheelchair = wheelchair, SignLanguage = signs, Note = note },
        };
    }

    protected override string FieldOf(string path) => path == "accessibility.note" ? "Form.Note" : "";
}
