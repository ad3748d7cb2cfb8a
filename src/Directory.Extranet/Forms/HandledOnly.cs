using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// What is sent to a page goes to one of its handlers, which looks who asks and fills the page in: a verb or a button that it does not know
/// is refused. The framework would show the page as it is, empty.
/// </summary>
internal sealed class HandledOnly : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // What is only looked at needs no handler: many pages have a form to show, and nothing to fill in.
        var verb = context.HttpContext.Request.Method;
        if (context.HandlerMethod is null
            && context.ActionDescriptor.HandlerMethods.Count > 0
            && !HttpMethods.IsGet(verb)
            && !HttpMethods.IsHead(verb))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
