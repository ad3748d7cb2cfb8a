using Microsoft.AspNetCore.Mvc.Filters;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Forms;

/// <summary>A kept form that was posted again and dealt with, its mistakes shown if it has any, is kept no longer; nor is what its page kept.</summary>
internal sealed class ForgetKept(KeptForms kept) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var executed = await next();
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && Agent.Of(http.User) is { } agent
            && executed.Exception is null && !KeptForms.IsKept(http)
            && http.Response.StatusCode is < 400 or StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity
            && (Guid.TryParse(http.Request.Form[KeptForms.Field], out var id) ? id : SentForm.IdOf(http.Request)) is { } dealtWith)
        {
            await kept.ForgetAsync(dealtWith, agent.Id, CancellationToken.None);
        }
    }
}
