using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>How mails go out. Never their text: some let in whoever reads them.</summary>
[RequiresRight(AccessRight.Administer, Everywhere = true)]
internal sealed class CourrielsModel(OutboxQueue outbox, OutboxOptions options, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;

    public OutboxState Queue { get; private set; } = null!;

    public IReadOnlyList<QueuedMail> Mails { get; private set; } = [];

    public bool IsWaitingTab { get; private set; }

    public bool HasNoServer => !options.HasServer;

    public int Number { get; private set; }

    public int Pages => (int)Math.Max(1, ((IsWaitingTab ? Queue.Waiting : Queue.Dead) + PageSize - 1) / PageSize);

    /// <summary>For how long the oldest one has waited.</summary>
    public string Age => Queue.WaitingSince is { } since
        ? FrenchDates.Length(clock.GetCurrentInstant() - since)
        : "";

    public async Task OnGetAsync(string? onglet, [FromQuery(Name = "page")] int? page, CancellationToken cancellationToken)
    {
        Number = Math.Clamp(page ?? 1, 1, 10_000);
        IsWaitingTab = onglet == "en-attente";
        Queue = await outbox.ReadStateAsync(cancellationToken);
        Mails = await outbox.ReadAsync(!IsWaitingTab, PageSize, (Number - 1) * PageSize, cancellationToken);
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid mail, CancellationToken cancellationToken)
    {
        if (await outbox.ReviveAsync(Agent.From(User).Id, mail, cancellationToken))
        {
            TempData.Say("Le courriel repart dans quelques secondes.");
        }
        else
        {
            TempData.Refuse(
                "Ce courriel ne peut plus partir : il est déjà parti, ou son lien n'est plus valable. Renvoyez l'invitation depuis le compte de la personne.");
        }

        return LocalRedirect("/admin/courriels");
    }

    /// <summary>A status of the mail server or a kind of failure, as one reads it.</summary>
    public static string Failure(string? code) => code switch
    {
        null => "",
        "MailboxUnavailable" or "UserNotLocalWillForward" or "UserNotLocalTryAlternatePath" or "MailboxNameNotAllowed" =>
            "Adresse inconnue du serveur destinataire",
        "ExceededStorageAllocation" => "Boîte de réception pleine",
        "MailboxBusy" => "Boîte de réception occupée",
        "Address" => "Adresse mal écrite",
        "Sealed" => "Lien chiffré avec une clé qui ne sert plus",
        "Expired" => "Lien périmé avant l'envoi",
        "Timeout" => "Le serveur n'a pas répondu à temps",
        "GeneralFailure" or "ServiceNotAvailable" or "ServiceClosingTransmissionChannel" => "Serveur de courriel injoignable",
        "ClientNotPermitted" or "MustIssueStartTlsFirst" => "Le serveur refuse la connexion",
        _ => $"Réponse du serveur : {code}",
    };
}
