using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[AllowAnonymous]
internal sealed class DeconnexionModel(Sessions sessions, ProviderLogout logout) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var idToken = await sessions.CloseAsync(HttpContext);
        SecurityHeaders.ForgetPages(HttpContext);
        var provider = idToken is null
            ? null
            : await logout.AddressAsync(HttpContext, idToken, cancellationToken);
#pragma warning disable RS0030 // To the identity provider that is set.
        return provider is null ? RedirectToPage() : Redirect(provider.ToString());
#pragma warning restore RS0030
    }
}
