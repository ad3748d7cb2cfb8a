using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Requests;

/// <summary>A page about one request, at <c>…/{id}</c>: opened before the page's own work, 404 when it is not to be seen.</summary>
internal abstract class RequestPageModel(ChangeRequestLists lists) : PageModel
{
    public ChangeRequestDetail Detail { get; private set; } = null!;

    public ChangeRequest ChangeRequest => Detail.Line.Request;

    public string Name => Detail.Line.EntryName.Length > 0 ? Detail.Line.EntryName : "Nouvelle fiche";

    public EntryClock Clock => EntryClock.Of(Detail.Touched.Entry);

    public bool IsAuthor => ChangeRequest.AuthorId == Agent.Id;

    private protected NodaTime.Instant Now =>
        HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private protected ChangeRequestLists Lists => lists;

    private protected Agent Agent => Agent.From(User);

    private protected CancellationToken Aborted => HttpContext.RequestAborted;

    [NonHandler] // see EntryPageModel
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(RouteData.Values["id"] as string, out var id) || await lists.FindAsync(Agent.Id, id, Aborted) is not { } detail)
        {
            context.Result = NotFound();
            return;
        }

        Detail = detail;
        await next();
    }

    /// <summary>Why the agent may not do this to the request; null when they may.</summary>
    private protected async Task<Refusal?> RefuseAsync(EntryAction action)
    {
        var grants = await HttpContext.RequestServices.GetRequiredService<AgentGrants>().ReadAsync(Agent.Id, Aborted);
        return Habilitation.Decide(
            grants, Agent.Id, action, Detail.Touched, new RequestFacts(ChangeRequest.State, ChangeRequest.AuthorId), Now).Refusal;
    }

    /// <summary>The head of a page of the request.</summary>
    public void Head(string title) => ViewData.Head($"{title} – {Name}", new("Validations", "/extranet/validations"), new(Name));
}
