using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Shell;

/// <summary>What pages answer when the domain says no. The one place that knows which refusal is which status.</summary>
internal static class Outcomes
{
    internal const string RefusalKey = "refusal";

    /// <summary>Null when it was done: the page goes on. Mistakes in fields are the page's own to place.</summary>
    public static IActionResult? Answer(this PageModel page, ChangeOutcome outcome) =>
        outcome.Refusal is { } refusal ? page.Refuse(refusal) : null;

    /// <summary>404 for what there is not; 403 for what the agent's grants do not cover; else 409. Each says why.</summary>
    public static IActionResult Refuse(this PageModel page, Refusal refusal)
    {
        page.HttpContext.Items[RefusalKey] = refusal.Message; // the error page's advice
        return new StatusCodeResult(refusal.Code switch
        {
            ChangeOutcome.NotFound => StatusCodes.Status404NotFound,
            AdministeredAccounts.OwnAccount or Habilitation.GrantMissing or Habilitation.AuthorDecides or Habilitation.NotTheAuthor =>
                StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        });
    }
}
