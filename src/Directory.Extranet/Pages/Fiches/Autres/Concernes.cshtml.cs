using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Who is concerned, as typed.</summary>
public sealed record ConcernedForm
{
    public string? Place { get; set; }

    public string? Departements { get; set; }

    public List<string?> ServiceTypes { get; set; } = [];

    public List<Guid> Administrations { get; set; } = [];

    public string? Search { get; set; }
}

internal sealed class ConcernesModel(EntryDesk desk, ServiceTypeChoices types, EntryFinder entries)
    : SectionPageModel<NoticeDocument, ConcernedForm>(desk)
{
    private const string Everywhere = "france";
    private const string Somewhere = "departements";
    private const string Nowhere = "fiches";

    public static readonly IReadOnlyList<Choice> PlaceChoices =
    [
        new(Everywhere, "Dans toute la France"),
        new(Somewhere, "Dans certains départements"),
        new(Nowhere, "Seulement dans les fiches nommées plus bas"),
    ];

    private readonly EntryDesk _desk = desk;
    private readonly RowLists _types = new("Form.ServiceTypes");

    public override Section Section => Sections.Concerned;

    public IReadOnlyList<Choice> TypeChoices { get; private set; } = [];

    /// <summary>The fiches that are named, with their names.</summary>
    public IReadOnlyList<Choice> Named { get; private set; } = [];

    /// <summary>What the search brought; null when nothing was searched.</summary>
    public IReadOnlyList<Choice>? Found { get; private set; }

    protected override ConcernedForm Read(NoticeDocument document) => new()
    {
        Place = document.Concerns.WholeCountry ? Everywhere : document.Concerns.Departements.Count > 0 ? Somewhere : Nowhere,
        Departements = string.Join(", ", document.Concerns.Departements),
        ServiceTypes = [.. document.Concerns.ServiceTypes],
        Administrations = [.. document.Concerns.Administrations],
    };

    protected override NoticeDocument Write(NoticeDocument document, ConcernedForm form)
    {
        string[] departements = form.Place == Somewhere
            ? [.. (form.Departements ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(code => code.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)]
            : [];
        if (form.Place == Somewhere && departements.Length == 0)
        {
            ModelState.AddModelError("Form.Departements", "Saisissez au moins un code de département, par exemple 69.");
        }

        var changed = document with
        {
            Concerns = new NoticeTargets
            {
                WholeCountry = form.Place == Everywhere,
                Departements = departements,
                ServiceTypes = _types.Write(form.ServiceTypes, string.IsNullOrEmpty, (code, _) => code!),
                Administrations = [.. form.Administrations.Distinct()],
            },
        };
        // Said here rather than refused: what was typed stays, and narrower may be theirs.
        var facts = Entry.Facts with { Types = changed.Concerns.OnlyServiceType, Departement = changed.Concerns.OnlyDepartement };
        if (Habilitation.Decide(
            Entry.Grants, Agent.Id, Entry.IsNew ? EntryAction.Create : EntryAction.Propose, Touched.Part(facts, Section.Blocks), null,
            _desk.Now).Refusal is not null)
        {
            ModelState.AddModelError(
                "Form.Place",
                "Vos habilitations ne couvrent pas tous ceux que ce choix concerne : restreignez-le à votre département ou à votre nature de service.");
        }

        return changed;
    }

    protected override string FieldOf(string path) =>
        path.StartsWith("concerns.serviceTypes[", StringComparison.Ordinal) ? _types.FieldOf(path)
        : path.StartsWith("concerns.departements", StringComparison.Ordinal) ? "Form.Departements"
        : path.StartsWith("concerns.administrations", StringComparison.Ordinal) ? "Form.Search"
        : "Form.Place";

    protected override string? Perform(ConcernedForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        if (asked.List == "natures")
        {
            return asked.Focus(asked.On(form.ServiceTypes, () => null), index => FieldTagHelper.IdOf($"Form.ServiceTypes[{index}]"));
        }

        if (gesture.StartsWith("fiches:prendre:", StringComparison.Ordinal) && Guid.TryParse(
            gesture["fiches:prendre:".Length..], out var id)
            && !form.Administrations.Contains(id))
        {
            form.Administrations.Add(id);
            form.Search = null;
        }
        else if (asked.Verb == RowGesture.Remove)
        {
            asked.On(form.Administrations, () => Guid.Empty);
        }

        return "Form-Search";
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        TypeChoices = await types.ReadAsync(cancellationToken);
        Named = await entries.NameAsync(Form.Administrations, cancellationToken);
        Found = string.IsNullOrWhiteSpace(Form.Search)
            ? null
            : [.. (await entries.FindAsync(EntryKind.Administration, Form.Search, cancellationToken)).Where(
                choice => Named.All(named => named.Value != choice.Value))];
    }
}
