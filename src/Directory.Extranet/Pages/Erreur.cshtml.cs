using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is shown in the place of a page that could not be.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErreurModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Advice { get; private set; } = "";

    /// <summary>What was posted while the database was away, to be posted again; null where there is nothing of the kind.</summary>
    public UnsentForm? Unsent { get; private set; }

    /// <summary>The page that was asked for while the database was away; null where it was none.</summary>
    public string? Again { get; private set; }

    /// <summary>Finds the failure in the log; null where nothing failed.</summary>
    public string? Trace { get; private set; }

    [FromRoute]
    public int Code { get; set; }

    // In the place of handlers: whatever the verb of the page was.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ModelState.Clear();
        if (DatabaseAway.IsMet(HttpContext))
        {
            ShowAway();
            return;
        }

        (Title, Advice) = Code switch
        {
            400 =>
                (HttpContext.Items.ContainsKey(Outcomes.RefusalKey)
                    ? "Formulaire illisible"
                    : "Formulaire périmé", "Revenez à la page précédente, rechargez-la, puis recommencez."),
            405 => ("Page introuvable", "Cette adresse n'attend pas de formulaire. Revenez à la page précédente, puis recommencez."),
            413 => ("Formulaire trop long", "Raccourcissez-le, ou enregistrez-le en plusieurs fois."),
            403 =>
                ("Accès refusé", "Vos habilitations n'ouvrent pas cette page. La personne qui gère les comptes de votre administration peut vous renseigner."),
            409 => ("Ce n'est plus possible", "Rechargez la page pour voir où elle en est, puis recommencez."),
            404 => ("Page introuvable", "Vérifiez l'adresse. Si vous avez suivi un lien, la fiche a peut-être été retirée."),
            429 => ("Trop d'essais", "Attendez une minute, puis recommencez."),
            >= 500 => ("Un problème est survenu", "Rien n'a été perdu de ce qui était enregistré. Réessayez dans quelques minutes."),
            _ => ("Page indisponible", "Revenez à la page précédente, puis recommencez."),
        };
        if (KeptForms.IsKept(HttpContext) && Code is 400 or >= 500)
        {
            Advice = Code == 400
                ? "Cette page était ouverte depuis trop longtemps, ou dans un autre navigateur. Rien n'a été enregistré."
                : "Réessayez dans quelques minutes.";
        }

        // What the domain said, when it is the domain that refused.
        Advice = HttpContext.Items[Outcomes.RefusalKey] as string ?? Advice;
        Trace = Code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
    }

    private void ShowAway()
    {
        Title = "Le service est momentanément indisponible";
        Unsent = DatabaseAway.Unsent(HttpContext);
        var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        Again = HttpMethods.IsPost(Request.Method) || asked is null ? null : asked.OriginalPath + asked.OriginalQueryString;
        Advice = "La base de données ne répond pas, vous n'y êtes pour rien. Ce qui était enregistré est conservé. " + (
            Unsent is not null ? "Nous ne savons pas si votre envoi a été pris en compte. Ce que vous avez saisi est gardé dans cette page : ne la fermez pas, "
                + "attendez une minute, puis renvoyez-le."
            : Again is null ? "Nous ne savons pas si votre envoi a été pris en compte. Attendez une minute, revenez à la page précédente, vérifiez, puis recommencez."
            : "Attendez une minute, puis réessayez.");
    }
}
