using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Pages for those who hold this right somewhere; what they may do to one thing is for the page to ask the domain.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresRightAttribute(AccessRight right) : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var rights = await http.RequestServices.GetRequiredService<AgentGrants>()
            .RightsAsync(Agent.From(http.User).Id, http.RequestAborted);
        if (rights.Contains(right))
        {
            await next();
        }
        else
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }
}
