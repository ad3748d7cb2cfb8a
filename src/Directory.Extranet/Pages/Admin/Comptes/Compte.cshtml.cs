using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A grant as its account's page says it.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Sentence">What the person may do.</param>
/// <param name="Agreement">Of one that nobody above has agreed to yet; null for the others.</param>
internal sealed record ShownGrant(Guid Id, string Sentence, GrantAgreement? Agreement);

/// <summary>One account: what it may do, and shutting or opening it. Nobody decides about their own.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication(PostsOnly = true)]
internal sealed class CompteModel(
    AccountStore accounts, CredentialStore store, SecondFactor factor, PasskeyStore passkeys, AccountLinks links, SignInJournal journal,
    AdministeredAccounts administered, GrantAgreements agreements, GrantLists lists, WorkUnderWay underWay, NpgsqlDataSource database,
    TimeProvider clock) : PageModel
{
    public Credentials Account { get; private set; } = null!;

    /// <summary>What the person may do in the agent's perimeter.</summary>
    public IReadOnlyList<ShownGrant> Grants { get; private set; } = [];

    /// <summary>Whether they may do more elsewhere, of which nothing else is shown.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>Said when there is none.</summary>
    public string Nothing { get; private set; } = "";

    /// <summary>Why the agent may not shut or open the account; null when they may.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the person has under way, for those who may shut the account.</summary>
    public IReadOnlyList<UnderWay> UnderWay { get; private set; } = [];

    /// <summary>A draft is its author's alone.</summary>
    public bool MayOpen(UnderWay item) => IsSelf || item.Request.State is not ChangeRequestState.Draft;

    public bool IsSelf => Account.AccountId == Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var (agent, now) = (Agent.From(User).Id, clock.GetCurrentInstant());
        if (!await administered.CanSeeAsync(agent, id, cancellationToken)
            || await store.FindAsync(id, cancellationToken) is not { } account)
        {
            return NotFound();
        }

        Account = account;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var given = (await GrantStore.ReadGivenAsync(connection, id, cancellationToken))
            .Where(grant => grant.ValidTo is null || now < grant.ValidTo).OrderBy(grant => grant.Right).ThenBy(grant =>
                grant.PerimeterInFrench).ToList();
        var grants = new List<ShownGrant>();
        foreach (var grant in given)
        {
            if (await lists.FindAsync(agent, grant.Id, cancellationToken) is null)
            {
                HasOthers = true;
                continue;
            }

            var agreement = grant.IsPending ? await agreements.ReadAsync(agent, grant, cancellationToken) : null;
            grants.Add(new ShownGrant(grant.Id, GrantSentences.Describe([grant], now)[0], agreement));
        }

        Grants = grants;
        Nothing = GrantSentences.Describe([], now)[0];
        Refusal = (await administered.CheckAsync(agent, id, cancellationToken))?.Message;
        UnderWay = Refusal is null ? await underWay.ReadAsync(id, cancellationToken) : [];
        return Page();
    }

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "Le compte est désactivé.",
        agent => accounts.SetDisabledAsync(id, true, cancellationToken, Noted(agent, "account.disabled", cancellationToken)),
        cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "Le compte est rouvert.",
        agent => accounts.SetDisabledAsync(id, false, cancellationToken, Noted(agent, "account.enabled", cancellationToken)),
        cancellationToken);

    public Task<IActionResult> OnPostResetFactorAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "La double authentification est réinitialisée.",
        async agent =>
        {
            await passkeys.RemoveAsync(id, null, agent, cancellationToken);
            await factor.TurnOffAsync(agent, id, null, cancellationToken);
        },
        cancellationToken);

    public Task<IActionResult> OnPostInviteAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "L'invitation part à nouveau.", agent => links.InviteAsync(id, cancellationToken, agent), cancellationToken);

    private Func<NpgsqlConnection, Guid, Task> Noted(Guid agent, string action, CancellationToken cancellationToken) =>
        (connection, account) => journal.WriteAsync(connection, agent, account, action, null, cancellationToken);

    private async Task<IActionResult> DoAsync(Guid id, string said, Func<Guid, Task> change, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        if (await administered.CheckAsync(agent, id, cancellationToken) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        await change(agent);
        TempData.Say(said);
        return LocalRedirect($"/admin/comptes/{id}");
    }
}
