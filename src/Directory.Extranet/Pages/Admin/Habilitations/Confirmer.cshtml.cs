using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Agrees to a grant that gives nothing before, after showing what goes with it.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication]
internal sealed class ConfirmerHabilitationModel(GrantLists lists, GrantAgreements agreements, TimeProvider clock) : PageModel
{
    public GrantLine Line { get; private set; } = null!;

    public string Sentence { get; private set; } = "";

    public GrantAgreement Agreement { get; private set; } = null!;

    /// <summary>The other halves, one sentence each.</summary>
    public IReadOnlyList<(Guid Id, string Sentence)> Halves { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        if (await lists.FindAsync(agent, id, cancellationToken) is not { Grant: { IsPending: true, RevokedAt: null } } line)
        {
            return NotFound();
        }

        var now = clock.GetCurrentInstant();
        Line = line;
        Sentence = GrantSentences.Describe([line.Grant], now)[0];
        Agreement = await agreements.ReadAsync(agent, line.Grant, cancellationToken);
        Halves =
            [.. Agreement.Halves.Select(
                half => (half.Grant.Id, $"{half.Person} : {half.Grant.Right.InFrench()}, {half.Grant.PerimeterInFrench}."))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        if (await lists.FindAsync(agent, id, cancellationToken) is not { } line)
        {
            return NotFound();
        }

        if (await agreements.AgreeAsync(agent, id, cancellationToken) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        TempData.Say($"L'habilitation de {line.Person} est confirmée.");
        return LocalRedirect("/admin/habilitations?onglet=a-confirmer");
    }
}
