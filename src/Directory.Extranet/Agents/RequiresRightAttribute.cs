using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Agents;

/// <summary>Pages for those who hold this right somewhere; what they may do to one thing is for the page to ask the domain.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresRightAttribute(AccessRight right) : Attribute, IAsyncPageFilter
{
    public AccessRight Right => right;

    /// <summary>Only for those who hold it for the whole country: for pages that show what happens everywhere.</summary>
    public bool Everywhere { get; init; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var (grants, agent) = (http.RequestServices.GetRequiredService<AgentGrants>(), Agent.From(http.User).Id);
        if (Everywhere && !await grants.HoldsEverywhereAsync(agent, right, http.RequestAborted))
        {
            http.Items[Outcomes.RefusalKey] =
                $"Cette page montre ce qui se passe partout : il vous manque le droit de {right.InFrench()} pour toute la France.";
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
        else if ((await grants.RightsAsync(agent, http.RequestAborted)).Contains(right))
        {
            await next();
        }
        else
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }
}
