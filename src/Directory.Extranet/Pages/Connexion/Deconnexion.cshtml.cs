using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[AllowAnonymous]
public sealed class DeconnexionModel(IServiceProvider services) : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var idToken = await Sessions.CloseAsync(HttpContext);
        var provider = idToken is null
            ? null
            : await services.GetRequiredService<ProviderLogout>().AddressAsync(HttpContext, idToken, cancellationToken);
        return provider is null ? RedirectToPage() : Redirect(provider.ToString());
    }
}
