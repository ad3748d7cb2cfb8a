using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// A page about one entry, at <c>/extranet/fiches/{id}/…</c>: opened before the page's own work, 404 when it is not to be seen.
/// </summary>
public abstract class EntryPageModel(EntryDesk desk) : PageModel
{
    private protected EntryDesk Desk => desk;

    public WorkingEntry Entry { get; protected set; } = null!;

    private protected Agent Agent => Agent.From(User);

    [NonHandler] // its name would make it one, for a verb « PAGE »
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancellationToken = HttpContext.RequestAborted;
        if (!Guid.TryParse(RouteData.Values["id"] as string, out var id)
            || await desk.OpenAsync(Agent.Id, id, cancellationToken) is not { } entry)
        {
            context.Result = NotFound();
            return;
        }

        Entry = For(HttpMethods.IsGet(Request.Method) ? await desk.SeeAsync(Agent.Id, entry, cancellationToken) : entry);
        if (Begin() is { } answer)
        {
            context.Result = answer;
            return;
        }

        await next();
    }

    /// <summary>Looks for what else the address speaks of, in the entry just opened.</summary>
    /// <returns>The answer when it is not there; null to go on.</returns>
    private protected virtual IActionResult? Begin() => null;

    /// <summary>Opens the entry again, after it was changed.</summary>
    private protected async Task ReopenAsync() =>
        Entry = For((await desk.OpenAsync(Agent.Id, Entry.EntryId, HttpContext.RequestAborted))!);

    /// <summary>The entry as the page works on it.</summary>
    private protected virtual WorkingEntry For(WorkingEntry entry) => entry;

    /// <summary>The head of a page of the entry: title and breadcrumb.</summary>
    public void Head(string title) => ViewData.Head(
        $"{title} – {Entry.Name}", new("Mes fiches", "/extranet/fiches"), new(Entry.Name, $"/extranet/fiches/{Entry.EntryId}"), new(title));
}
