using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Where a démarche stands; themes and events by their id.</summary>
public sealed record ClassificationForm
{
    public List<string> Audiences { get; set; } = [];

    public string? Keywords { get; set; }

    public List<string?> Themes { get; set; } = [];

    public List<string?> LifeEvents { get; set; } = [];
}

internal sealed class ClassementModel(EntryDesk desk, DemarcheVocabulary vocabulary) : DemarcheSectionModel<ClassificationForm>(desk)
{
    public static readonly IReadOnlyList<Choice> AudienceChoices =
    [
        new(nameof(Audience.Individuals), "Les particuliers"),
        new(nameof(Audience.Businesses), "Les professionnels"),
        new(nameof(Audience.Associations), "Les associations"),
    ];

    private DemarcheVocabulary.Kept? _known;

    public override Section Section => Sections.Classification;

    public IReadOnlyList<Choice> ThemeChoices { get; private set; } = [];

    public IReadOnlyList<Choice> LifeEventChoices { get; private set; } = [];

    public static string NameOfEvent(int index) => $"l'événement {index + 1}";

    [Microsoft.AspNetCore.Mvc.RazorPages.NonHandler] // see EntryPageModel
    public override async Task OnPageHandlerExecutionAsync(
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context,
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutionDelegate next)
    {
        _known = await vocabulary.ReadAsync(HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    protected override ClassificationForm Read(DemarcheDocument document) => new()
    {
        Audiences = [.. document.Audiences.Select(audience => audience.ToString())],
        Keywords = string.Join('\n', document.Keywords),
        Themes = [.. document.Themes.Select(theme => theme.Id)],
        LifeEvents = [.. document.LifeEvents.Select(item => item.Id)],
    };

    protected override DemarcheDocument Write(DemarcheDocument document, ClassificationForm form)
    {
        var audiences =
            form.Audiences.Select(text => Enum.TryParse<Audience>(text, out var audience) ? audience : (Audience)(-1)).Distinct().ToList();
        return document with
        {
            // In whatever order it holds them, the same audiences are no change.
            Audiences = audiences.ToHashSet().SetEquals(document.Audiences) ? document.Audiences : audiences,
            Keywords = Typed.List(form.Keywords, document.Keywords),
            Themes = [.. Chosen(form.Themes, "Form.Themes", id =>
                document.Themes.FirstOrDefault(theme => theme.Id == id) ?? _known!.Themes.GetValueOrDefault(id))],
            LifeEvents = [.. Chosen(form.LifeEvents, "Form.LifeEvents", id =>
                document.LifeEvents.FirstOrDefault(item => item.Id == id) ?? _known!.LifeEvents.GetValueOrDefault(id))],
        };
    }

    protected override string FieldOf(string path) => path.Split('.', '[')[0] switch
    {
        "audiences" => "Form.Audiences",
        "keywords" => "Form.Keywords",
        _ => "",
    };

    protected override string? Perform(ClassificationForm form, string gesture)
    {
        var asked = RowGesture.Parse(gesture);
        var (rows, field) = asked.List == "themes" ? (form.Themes, "Form.Themes") : (form.LifeEvents, "Form.LifeEvents");
        return asked.Focus(asked.On(rows, () => null), index => FieldTagHelper.IdOf($"{field}[{index}]"));
    }

    protected override Task PrepareAsync(CancellationToken cancellationToken)
    {
        var document = (DemarcheDocument)Entry.Document!;
        ThemeChoices = DemarcheVocabulary.Choices(document.Themes.Concat(_known!.Themes.Values));
        LifeEventChoices =
        [
            .. document.LifeEvents.Concat(_known.LifeEvents.Values).DistinctBy(item => item.Id)
                .Select(item => new Choice(item.Id, item.Label)).OrderBy(choice => choice.Label, StringComparer.CurrentCulture),
        ];
        return base.PrepareAsync(cancellationToken);
    }

    private List<T> Chosen<T>(List<string?> ids, string field, Func<string, T?> find)
        where T : class
    {
        var chosen = new List<T>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i] is { Length: > 0 } id)
            {
                if (find(id) is { } item)
                {
                    chosen.Add(item);
                }
                else
                {
                    ModelState.AddModelError($"{field}[{i}]", "Choisissez une des valeurs proposées.");
                }
            }
        }

        return chosen;
    }
}
