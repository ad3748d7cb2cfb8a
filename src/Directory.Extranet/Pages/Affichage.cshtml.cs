using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[AllowAnonymous]
internal sealed class AffichageModel : PageModel
{
    internal static readonly IReadOnlyList<Choice> Choices =
        [.. DisplayScheme.Choices.Select(choice => new Choice(choice.Value, choice.Label, choice.Hint))];

    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? Retour { get; set; }

    [BindProperty]
    [Display(Name = "Choisissez un thème")]
    public string? Scheme { get; set; }

    public void OnGet() => Scheme = DisplayScheme.Of(Request);

    public IActionResult OnPost()
    {
        if (!Choices.Any(choice => choice.Value == Scheme))
        {
            ModelState.AddModelError(nameof(Scheme), "Choisissez un thème.");
            return Page();
        }

        DisplayScheme.Keep(Response, Scheme!);
        TempData.Say("L'affichage est réglé.");
        return LocalRedirect(LocalUrl.Of(Retour));
    }
}
