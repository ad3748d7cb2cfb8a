using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is chosen of what the administration is for.</summary>
public sealed record ServicesForm
{
    /// <summary>Codes, the main one first.</summary>
    public List<string> Types { get; set; } = [];

    /// <summary>The next one.</summary>
    public Chosen Next { get; set; } = new();
}

internal sealed class ServicesModel(EntryDesk desk, ServiceTypeChooser types, EntryRelations relations)
    : SectionPageModel<AdministrationDocument, ServicesForm>(desk)
{
    private Dictionary<string, string> _labels = [];

    public override Section Section => Sections.Services;

    /// <summary>The démarches that an administration of these types handles, by title.</summary>
    public IReadOnlyList<EntryName> Demarches { get; private set; } = [];

    public string LabelOf(string type) => _labels.GetValueOrDefault(type, type);

    protected override ServicesForm Read(AdministrationDocument document) => new() { Types = [.. document.Types] };

    protected override async Task LookUpAsync(AdministrationDocument document, ServicesForm form, CancellationToken cancellationToken)
    {
        _labels =
            (await types.ReadAsync(cancellationToken)).DistinctBy(type => type.Value).ToDictionary(type => type.Value, type => type.Label);
        await types.ResolveAsync(form.Next, null, cancellationToken);
    }

    protected override AdministrationDocument Write(AdministrationDocument document, ServicesForm form)
    {
        if (types.Problem(form.Next) is { } problem)
        {
            ModelState.AddModelError("Form.Next", problem);
        }

        Add(form);
        foreach (var unknown in form.Types.Where(type => !_labels.ContainsKey(type) && !document.Types.Contains(type)))
        {
            ModelState.AddModelError("Form.Next", $"Le service « {unknown} » n'existe pas ou n'existe plus : retirez-le.");
        }

        return document with { Types = form.Types.SequenceEqual(document.Types) ? document.Types : form.Types };
    }

    protected override string FieldOf(string path) => "Form.Next";

    protected override string? Perform(ServicesForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        if (asked.Verb == RowGesture.Add)
        {
            Add(form);
            return "Form-Next";
        }

        if (asked.Verb == RowGesture.Remove)
        {
            TempData.Say("Service retiré.");
        }

        return asked.On(form.Types, () => "") is { } index ? asked.Focus(index, _ => "Form-Next") : "Form-Next";
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        Demarches = await relations.ReadDemarchesAsync(Form.Types, cancellationToken);

    private static void Add(ServicesForm form)
    {
        if (form.Next.Code is { } code && !form.Next.IsOpen)
        {
            if (!form.Types.Contains(code))
            {
                form.Types.Add(code);
            }

            form.Next = new Chosen();
        }
    }
}
