using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What the agent had typed when their session was over. Nothing to see for anyone else: the home page.</summary>
internal sealed class SaisiesModel(KeptForms kept) : PageModel
{
    public IReadOnlyList<KeptForm> Kept { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Kept = await kept.ReadAsync(HttpContext, Agent.From(User).Id, cancellationToken);
        return Kept.Count == 0 ? LocalRedirect("/") : Page();
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid saisie, CancellationToken cancellationToken)
    {
        await kept.ForgetAsync(saisie, Agent.From(User).Id, cancellationToken);
        TempData.Say("La saisie conservée est supprimée.");
        return LocalRedirect(KeptForms.Page);
    }

    /// <summary>« Horaires »; « Formulaire » where the address is no section's.</summary>
    public static string TitleOf(KeptForm form) => Enum.GetValues<Core.Documents.EntryKind>()
        .SelectMany(Sections.Of)
        .FirstOrDefault(section => form.Path.Split('?')[0].EndsWith("/" + section.Slug, StringComparison.Ordinal))?.Title ?? "Formulaire";

    /// <summary>What was written, to be known again: texts and figures, without the codes that choices post.</summary>
    public static IReadOnlyList<string> TypedIn(KeptForm form) =>
    [
        .. form.Fields.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).Select(field => field.Value.Trim())
            .Where(value => value.Any(c => char.IsWhiteSpace(c) || char.IsAsciiDigit(c))),
    ];
}
