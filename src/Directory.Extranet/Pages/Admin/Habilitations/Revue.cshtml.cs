using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The half-yearly review: each grant that nobody used is kept or taken back, by someone, on a day.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication(PostsOnly = true)]
internal sealed class RevueModel(GrantLists lists, GrantAdministration administration, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;
    private const string Keep = "conserver";
    private const string Withdraw = "retirer";

    internal static readonly IReadOnlyList<Choice> Choices = [new(Keep, "Conserver"), new(Withdraw, "Retirer")];

    /// <summary>What was decided, by the id of the grant.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Decisions { get; set; } = [];

    public IReadOnlyList<GrantLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        var decided = Decisions.Where(decision => decision.Value is Keep or Withdraw).Take(PageSize).ToList();
        if (decided.Count == 0)
        {
            ModelState.AddModelError("", "Choisissez « Conserver » ou « Retirer » pour au moins un accès.");
            await ReadAsync(cancellationToken);
            return Page();
        }

        var (kept, withdrawn, refused) = (0, 0, new List<string>());
        foreach (var (grant, decision) in decided)
        {
            // Who may not see a grant does not learn that there is one.
            var refusal = await lists.FindAsync(agent, grant, cancellationToken) is null ? GrantAdministration.NoSuchGrant
                : decision == Keep
                ? await administration.KeepAsync(agent, grant, cancellationToken)
                : await administration.RevokeAsync(agent, grant, cancellationToken);
            if (refusal is not null)
            {
                refused.Add(refusal.Message);
            }
            else if (decision == Keep)
            {
                kept++;
            }
            else
            {
                withdrawn++;
            }
        }

        var done = $"{Words.Count(kept, "accès conservé", "accès conservés")}, {Words.Count(withdrawn, "accès retiré", "accès retirés")}.";
        if (refused.Count == 0)
        {
            TempData.Say(done);
        }
        else
        {
            TempData.Warn($"{done} {string.Join(" ", refused.Distinct())}");
        }

        return LocalRedirect("/admin/habilitations/revue");
    }

    public string SentenceOf(GrantLine line) =>
        $"{line.Person} : {GrantSentences.Describe([line.Grant], clock.GetCurrentInstant())[0]}";

    private async Task ReadAsync(CancellationToken cancellationToken) => (Lines, Total) = await lists.ReadAsync(
        Agent.From(User).Id, new GrantFilter { Tab = GrantTab.Unused, Order = GrantOrder.Activity }, PageSize, 0, cancellationToken);
}
