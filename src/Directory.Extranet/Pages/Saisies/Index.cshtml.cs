using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What the agent had typed and that could not be dealt with. Nothing to see for anyone else: the home page.</summary>
internal sealed class SaisiesModel(KeptForms kept, EntryFinder entries) : PageModel
{
    private static readonly (string Ending, string Title)[] OtherForms =
    [
        ("/urgence", "Publication urgente"),
        ("/urgence/contact", "Publication urgente d'un contact"),
        ("/suspendre", "Suspension de l'accueil"),
        ("/fermetures/ajouter", "Nouvelle fermeture"),
        ("/nouvelle", "Nouvelle fiche"),
    ];

    // The entries of the forms, by their ids.
    private Dictionary<string, string> _names = [];

    public IReadOnlyList<KeptForm> Kept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Kept = await kept.ReadAsync(HttpContext, Agent.From(User).Id, cancellationToken);
        var ids = Kept.Select(EntryOf).OfType<Guid>().Distinct().ToList();
        _names = (await entries.NameAsync(ids, cancellationToken)).Where(entry => entry.Label != entry.Value)
            .ToDictionary(entry => entry.Value, entry => entry.Label);
        return Kept.Count == 0 ? LocalRedirect("/") : Page();
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid saisie, CancellationToken cancellationToken)
    {
        await kept.ForgetAsync(saisie, Agent.From(User).Id, cancellationToken);
        TempData.Say("La saisie conservée est supprimée.");
        return LocalRedirect(KeptForms.Page);
    }

    /// <summary>« Horaires, Mairie de Bagnols »; « Formulaire » where the address is none that is known.</summary>
    public string TitleOf(KeptForm form)
    {
        var path = form.Path.Split('?')[0];
        var title = Enum.GetValues<Core.Documents.EntryKind>().SelectMany(Sections.Of)
            .Select(section => (Ending: "/" + section.Slug, section.Title)).Concat(OtherForms)
            .FirstOrDefault(known => path.EndsWith(known.Ending, StringComparison.Ordinal)).Title
            ?? (path.Contains("/fermetures/", StringComparison.Ordinal) ? "Fermeture" : "Formulaire");
        return EntryOf(form) is { } id && _names.TryGetValue(id.ToString(), out var name) ? $"{title}, {name}" : title;
    }

    private static Guid? EntryOf(KeptForm form) =>
        form.Path.Split('/', '?') is ["", "extranet", "fiches", var id, ..] && Guid.TryParse(id, out var entry) ? entry : null;

    /// <summary>What was written, to be known again: texts and figures, without the codes that choices post.</summary>
    public static IReadOnlyList<string> TypedIn(KeptForm form) =>
    [
        .. form.Fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).Select(field => field.Value.Trim())
            .Where(value => value.Any(c => char.IsWhiteSpace(c) || char.IsAsciiDigit(c))),
    ];
}
