using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Administer)]
internal sealed class ComptesModel(AccountList accounts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<ListedAccount> Accounts { get; private set; } = [];

    public int Total { get; private set; }

    public int Number { get; private set; }

    public int Pages => Math.Max(1, (Total + AccountList.PageSize - 1) / AccountList.PageSize);

    public async Task OnGetAsync([FromQuery(Name = "page")] int? page, string? tri, CancellationToken cancellationToken)
    {
        Number = Math.Clamp(page ?? 1, 1, 10_000);
        Search = Search is { Length: > 100 } ? Search[..100] : Search;
        (Accounts, Total) = await accounts.ReadAsync(Agent.From(User).Id, Search, tri, Number, cancellationToken);
    }
}
