using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Desk;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What the usager takes away: written by the orientation, changed by the agent, sent or printed.</summary>
[RequiresRight(AccessRight.Orient)]
internal sealed class MemoModel(
    DeskConversations conversations, DeskSending sending, Suggestions suggestions, OutboxOptions mails) : PageModel
{
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "r")]
    public List<string> Replies { get; set; } = [];

    public OpenConversation Open { get; private set; } = null!;

    /// <summary>Whether what is sent leaves at all.</summary>
    public bool MailsLeave => mails.HasServer;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(Agent.From(User).Id, id, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        Open = open;
        Revision = open.Conversation.Revision;
        Replies = [.. Replies.Where(reply => reply is { Length: <= 200 }).Take(OrientationRequest.MaxAnswers)];
        var memo = (await suggestions.ForAsync(open, Replies, null, cancellationToken))?.Answer.Memo;
        (Subject, Text) = (memo?.Subject, memo is null ? null : $"Bonjour,\n\nVotre demande ne relève pas de notre service.\n\n{memo.Text}\n\n{open.Box.Name}");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        if (await conversations.FindAsync(agent, id, cancellationToken) is not { } open)
        {
            return NotFound();
        }

        Open = open;
        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await sending.SendMemoAsync(agent, id, Revision, Subject!.Trim(), Text!.Trim(), cancellationToken))
        {
            case SendingOutcome.NoAddress:
                TempData.Refuse("L'usager n'a pas donné d'adresse de courriel : rien n'a été envoyé.");
                break;
            case SendingOutcome.Overtaken:
                TempData.Refuse("Ce message a été traité entre-temps : rien n'a été envoyé. Voici où il en est.");
                break;
            default:
                break;
        }

        return LocalRedirect($"/orientation/messages/{id}");
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(Subject) || Subject.Length > 300)
        {
            ModelState.AddModelError(nameof(Subject), "Saisissez un objet, de 300 caractères au plus.");
        }

        if (string.IsNullOrWhiteSpace(Text) || Text.Length > PastedMail.MaxLength)
        {
            ModelState.AddModelError(nameof(Text), $"Saisissez le texte du mémo, de {PastedMail.MaxLength} caractères au plus.");
        }
    }
}
