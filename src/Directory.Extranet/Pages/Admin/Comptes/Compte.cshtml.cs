using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>One account: what it may do, and shutting or opening it. Nobody decides about their own.</summary>
[RequiresRight(AccessRight.Administer)]
internal sealed class CompteModel(
    AccountStore accounts, CredentialStore store, SecondFactor factor, AccountLinks links, SignInJournal journal, NpgsqlDataSource database,
    TimeProvider clock, IOptions<ShellOptions> shell) : PageModel
{
    public Credentials Account { get; private set; } = null!;

    public IReadOnlyList<string> Sentences { get; private set; } = [];

    public bool IsSelf => Account.AccountId == Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } account)
        {
            return NotFound();
        }

        Account = account;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        Sentences = GrantSentences.Describe(
            await GrantStore.ReadAsync(connection, id, cancellationToken), Instant.FromDateTimeOffset(clock.GetUtcNow()));
        return Page();
    }

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "account.disabled", "Le compte est désactivé.", () => accounts.SetDisabledAsync(id, true, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "account.enabled", "Le compte est rouvert.", () => accounts.SetDisabledAsync(id, false, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostResetFactorAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "account.second_factor_off", "La double authentification est réinitialisée.", () => factor.TurnOffAsync(id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostInviteAsync(Guid id, CancellationToken cancellationToken) => DoAsync(
        id, "account.invited", "L'invitation part à nouveau.",
        () => links.InviteAsync(id, shell.Value.ServiceName, Site.Of(HttpContext), cancellationToken), cancellationToken);

    private async Task<IActionResult> DoAsync(Guid id, string action, string said, Func<Task> change, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (id == Agent.From(User).Id)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await change();
        await journal.WriteAsync(Agent.From(User).Id, id, action, cancellationToken);
        TempData.Say(said);
        return LocalRedirect($"/admin/comptes/{id}");
    }
}
