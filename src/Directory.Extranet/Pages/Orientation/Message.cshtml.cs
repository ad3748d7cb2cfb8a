using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Retention;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Desk;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A message beside the interlocutors that it may be for, and what an agent does with it.</summary>
[RequiresRight(AccessRight.Orient)]
internal sealed class ConversationModel(
    DeskConversations conversations, DeskSending sending, DeskQueue queue, Suggestions suggestions, CommuneChooser communes,
    AccountStore accounts, OutboxOptions mails, TimeProvider clock) : PageModel
{
    private const int MaxTags = 20;
    private const int MaxTag = 60;
    private const int MaxNote = 4000;
    private const int MaxWord = 2000;

    private readonly Dictionary<Guid, string> _authors = [];

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public Chosen Commune { get; set; } = new();

    [BindProperty]
    public string? Tags { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true, Name = "r")]
    public List<string> Replies { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public OpenConversation Open { get; private set; } = null!;

    public Proposal? Proposal { get; private set; }

    /// <summary>Those proposed, then those looked for.</summary>
    public IReadOnlyList<Suggestion> Forwardable =>
        Proposal is null ? [] : [.. Proposal.Places.Concat(Proposal.FoundPlaces).DistinctBy(place => place.Id)];

    public string? Assignee => Open.Conversation.AssigneeId is { } id ? _authors.GetValueOrDefault(id) : null;

    /// <summary>What the agent can still take back.</summary>
    public DeskMessage? Undoable { get; private set; }

    public Guid? Next { get; private set; }

    /// <summary>Whether the usager's address and number are uncovered.</summary>
    public bool IsShown { get; private set; }

    /// <summary>The answers, for an address.</summary>
    public string ReplyQuery => QueryHelpers.AddQueryString("", Replies.Select(reply => KeyValuePair.Create("r", (string?)reply)));

    public Instant? DeletedOn => Open.Conversation.IsOver
        ? Open.Conversation.TouchedAt + RetentionClock.Things.Single(thing => thing.Table == "desk.conversations").KeptFor
        : null;

    /// <summary>Whether what is sent leaves at all.</summary>
    public bool MailsLeave => mails.HasServer;

    private Guid AgentId => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Commune = await communes.ReadAsync(Open.Conversation.CommuneCode, cancellationToken);
        Tags = string.Join(", ", Open.Conversation.Tags);
        return Page();
    }

    public async Task<IActionResult> OnPostAfficherAsync(Guid id, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await conversations.FindAsync(AgentId, id, cancellationToken) is null)
        {
            return NotFound();
        }

        await conversations.NoteShownAsync(AgentId, id, cancellationToken);
        IsShown = true;
        return await OnGetAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostCommuneAsync(Guid id, string? geste, CancellationToken cancellationToken)
    {
        await communes.ResolveAsync(Commune, null, cancellationToken);
        if (geste is not null || communes.Problem(Commune) is not null)
        {
            if (!await ReadAsync(id, cancellationToken))
            {
                return NotFound();
            }

            ModelState.Clear();
            Tags = string.Join(", ", Open.Conversation.Tags);
            if (communes.Problem(Commune) is { } problem)
            {
                ModelState.AddModelError(nameof(Commune), problem);
            }

            return Page();
        }

        return await ChangeAsync(id, "changed", new ConversationChange(CommuneCode: Commune.Code ?? ""), null, cancellationToken);
    }

    public async Task<IActionResult> OnPostDemarcheAsync(Guid id, Guid demarche, CancellationToken cancellationToken) =>
        demarche != Guid.Empty && !await suggestions.IsDemarcheAsync(demarche, cancellationToken)
            ? NotFound()
            : await ChangeAsync(id, "changed", new ConversationChange(DemarcheId: demarche), null, cancellationToken);

    public Task<IActionResult> OnPostEtiqueterAsync(Guid id, CancellationToken cancellationToken)
    {
        string[] tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => tag.Length > MaxTag ? tag[..MaxTag] : tag).Distinct().Take(MaxTags)];
        return ChangeAsync(id, "changed", new ConversationChange(Tags: tags), null, cancellationToken);
    }

    public async Task<IActionResult> OnPostNoterAsync(Guid id, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Note) || Note.Length > MaxNote)
        {
            if (!await ReadAsync(id, cancellationToken))
            {
                return NotFound();
            }

            ModelState.AddModelError(nameof(Note), Note?.Length > MaxNote ? $"Saisissez au plus {MaxNote} caractères." : "Saisissez la note.");
            return Page();
        }

        return await conversations.WriteNoteAsync(AgentId, id, Note.Trim(), cancellationToken) ? Back(id) : NotFound();
    }

    public Task<IActionResult> OnPostPourNousAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(
        id, "taken", new ConversationChange(ConversationStatus.Open, IsTaken: true), "Le message vous est attribué.", cancellationToken);

    public Task<IActionResult> OnPostCloreAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(id, "closed", new ConversationChange(ConversationStatus.Closed), "Message clos.", cancellationToken);

    public Task<IActionResult> OnPostIndesirableAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(id, "spam", new ConversationChange(ConversationStatus.Spam), "Message classé comme indésirable.", cancellationToken);

    public Task<IActionResult> OnPostRouvrirAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(id, "reopened", new ConversationChange(ConversationStatus.Open), "Message rouvert.", cancellationToken);

    public async Task<IActionResult> OnPostTransmettreAsync(Guid id, Guid entry, CancellationToken cancellationToken)
    {
        if (Word?.Length > MaxWord)
        {
            if (!await ReadAsync(id, cancellationToken))
            {
                return NotFound();
            }

            ModelState.AddModelError(nameof(Word), $"Saisissez au plus {MaxWord} caractères.");
            return Page();
        }

        if (await conversations.FindAsync(AgentId, id, cancellationToken) is null)
        {
            return NotFound();
        }

        if ((await suggestions.FindAsync(entry, cancellationToken))?.Target is not { } target)
        {
            TempData.Refuse("Cet interlocuteur n'a plus d'adresse où faire suivre un message. Rien n'a été envoyé.");
            return Back(id);
        }

        var outcome = await sending.ForwardAsync(AgentId, id, Revision, target, Word, cancellationToken);
        return outcome is SendingOutcome.Sent ? Back(id) : Overtaken(id);
    }

    public async Task<IActionResult> OnPostAnnulerAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(AgentId, id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (await sending.TakeBackAsync(AgentId, id, cancellationToken))
        {
            TempData.Say("Envoi annulé : rien n'est parti.");
        }
        else
        {
            TempData.Refuse("Il est trop tard : le message est parti.");
        }

        return Back(id);
    }

    /// <summary>Who wrote, to whom and when.</summary>
    public string Heading(DeskMessage message)
    {
        var author = message.AuthorId is { } id ? _authors.GetValueOrDefault(id) ?? "un agent" : null;
        var what = message.Thread switch
        {
            MessageThread.Note => $"Note de {author}",
            MessageThread.Interlocutor => $"Transmis par {author} à {message.EntryName}",
            _ when author is not null => $"Mémo envoyé par {author}",
            _ => "L'usager a écrit",
        };
        return $"{what}, le {FrenchDates.Of(message.At)}";
    }

    private async Task<IActionResult> ChangeAsync(
        Guid id, string action, ConversationChange change, string? said, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(AgentId, id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (!await conversations.ChangeAsync(AgentId, id, Revision, action, change, cancellationToken))
        {
            return Overtaken(id);
        }

        if (said is not null)
        {
            TempData.Say(said);
        }

        return Back(id);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(AgentId, id, cancellationToken) is not { } open)
        {
            return false;
        }

        Open = open;
        Search = Search is { Length: > 200 } ? Search[..200] : Search;
        Replies = [.. Replies.Where(reply => reply is { Length: <= 200 }).Take(OrientationRequest.MaxAnswers)];
        Proposal = await suggestions.ForAsync(open, Replies, Search, cancellationToken);
        Undoable = DeskSending.LastSent(open, AgentId, clock.GetCurrentInstant());
        Next = await queue.NextAsync(AgentId, open.Conversation, cancellationToken);
        foreach (var author in open.Messages.Select(message => message.AuthorId).Append(open.Conversation.AssigneeId).OfType<Guid>().Distinct())
        {
            if (await accounts.FindAsync(author, cancellationToken) is { } account)
            {
                _authors[author] = account.Name;
            }
        }

        return true;
    }

    private LocalRedirectResult Overtaken(Guid id)
    {
        TempData.Refuse("Ce message a été traité entre-temps : rien n'a été envoyé ni changé. Voici où il en est.");
        return Back(id);
    }

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"/orientation/messages/{id}");
}
