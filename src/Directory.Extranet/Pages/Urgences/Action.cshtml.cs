using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A page about one urgent action, at <c>/extranet/urgences/{action}</c>: 404 when nothing of it is to be seen.</summary>
public abstract class UrgentActionPageModel(UrgentActions actions) : PageModel
{
    /// <summary>What was published, as far as the agent may see it.</summary>
    public UrgentAction Action { get; private set; } = null!;

    /// <summary>The clock that the page tells times by.</summary>
    public DateTimeZone Zone => Published.ZoneOf(Action.First);

    /// <summary>Where the action is shown.</summary>
    public string Path => $"/extranet/urgences/{Action.Id}";

    /// <summary>The only entry's name, or how many.</summary>
    public string Subject => Action.Lines.Count == 1 ? Action.Lines[0].EntryName : $"{Action.Lines.Count} fiches";

    /// <summary>Whether the agent published it.</summary>
    public bool IsAuthor => Action.First.AuthorId == Account;

    private protected Guid Account => Agent.From(User).Id;

    /// <inheritdoc/>
    [NonHandler] // see EntryPageModel
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(RouteData.Values["action"] as string ?? RouteData.Values["id"] as string, out var id)
            || await actions.FindAsync(Account, id, HttpContext.RequestAborted) is not { } action)
        {
            context.Result = NotFound();
            return;
        }

        Action = action;
        await next();
    }

    private protected void Head(string title) => ViewData.Head(
        $"{title} – {Subject}", new("Mes fiches", "/extranet/fiches"), new("Publication urgente", Path), new(title));
}

/// <summary>What was published urgently: where it is seen, until when, and the author's ways to prolong or end it.</summary>
internal sealed class UrgenceActionModel(
    UrgentActions actions, ApiWatch api, Approvers approvers, OutboxOptions mail, TimeProvider clock) : UrgentActionPageModel(actions)
{
    /// <summary>How approvers learn of it.</summary>
    public string Told { get; private set; } = "Les valideurs sont prévenus par courriel.";

    public ApiReading Api { get; private set; }

    /// <summary>When the API was asked.</summary>
    public Instant AskedAt { get; private set; }

    /// <summary>What the public reads of it now; null when it reads nothing, or when contacts were put right.</summary>
    public Notice? Notice { get; private set; }

    public bool IsRunning => Published.Running(Action).Length > 0;

    public string Heading => Action.First.State switch
    {
        ChangeRequestState.Expired => $"Terminé à {Published.Time(Action.First.EndedAt!.Value, Zone)}",
        ChangeRequestState.Reverted => "Publication annulée",
        _ => $"Publié à {Published.Time(Action.First.PublishedAt!.Value, Zone)}",
    };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Notice = IsRunning ? Action.First.ReadDisruption()?.NoticesAt(Zone)[0] : null;
        if (IsRunning)
        {
            // The one that the log has last: where it is served, so is all of the action.
            var last = Action.Lines.Where(line => line.IsRunning).MaxBy(line => line.Sequence)!.Request;
            Api = await api.ReadAsync(last.EntryId, last.PublishedVersion!.Value, cancellationToken);
            AskedAt = clock.GetCurrentInstant();
            if (!mail.HasServer)
            {
                var names = IsAuthor ? await approvers.ReadNamesAsync(last, cancellationToken) : [];
                Told = $"Aucun courriel ne part d'ici : prévenez vous-même un valideur{(names is [var name, ..] ? $", par exemple {name}" : "")}.";
            }
        }

        ViewData.Head($"{Heading} – {Subject}", new("Mes fiches", "/extranet/fiches"), new("Publication urgente"));
    }
}
