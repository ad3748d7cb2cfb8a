using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

internal sealed class MonCompteModel(
    AccountStore accounts, CredentialStore store, LoginStore logins, AgentGrants grants, SessionStore sessions, SignInJournal journal,
    TimeProvider clock,
    IOptions<ProviderSettings> provider) : PageModel
{
    internal static readonly IReadOnlyList<Choice> Deliveries =
    [
        new("AtOnce", "Au fur et à mesure", "Un courriel pour chaque événement."),
        new("Digest", "Une fois par jour", "Un seul courriel, à 7 h. Ce qui est urgent arrive tout de suite."),
    ];

    [BindProperty]
    [Display(Name = "Quand voulez-vous être prévenu ?")]
    public MailDelivery? Delivery { get; set; }

    public Account Account { get; private set; } = null!;

    public Credentials Credentials { get; private set; } = null!;

    public int CodesLeft { get; private set; }

    public bool IsTied { get; private set; }

    public int SessionCount { get; private set; }

    public IReadOnlyList<string> Sentences { get; private set; } = [];

    public string? ProviderName => provider.Value.IsSet ? provider.Value.Name : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Delivery = Account.Delivery;
    }

    public async Task<IActionResult> OnPostDeliveryAsync(CancellationToken cancellationToken)
    {
        if (Delivery is not { } delivery || !ModelState.IsValid)
        {
            ModelState.TryAddModelError(nameof(Delivery), "Choisissez quand vous voulez être prévenu.");
            await ReadAsync(cancellationToken);
            return Page();
        }

        await accounts.SetDeliveryAsync(
            Agent.From(User).Id, delivery, cancellationToken,
            (connection, id) => journal.WriteAsync(connection, id, id, "account.mail_delivery_changed", null, cancellationToken));
        TempData.Say("Votre choix est enregistré.");
        return LocalRedirect("/mon-compte");
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var id = Agent.From(User).Id;
        Account = (await accounts.FindAsync(id, cancellationToken))!;
        Credentials = (await store.FindAsync(id, cancellationToken))!;
        CodesLeft = await store.CountRecoveryCodesAsync(id, cancellationToken);
        SessionCount = (await sessions.ReadAsync(id, cancellationToken)).Count;
        IsTied = (await logins.ListAsync(id, cancellationToken)).Count > 0;
        Sentences = [.. GrantSentences.Describe(await grants.ReadAsync(id, cancellationToken), clock.GetCurrentInstant())
            .Select(
                sentence => sentence.Replace("Cette personne ne peut", "Vous ne pouvez", StringComparison.Ordinal)
                    .Replace("Peut ", "", StringComparison.Ordinal))];
    }
}
