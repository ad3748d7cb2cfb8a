using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// What a POST answers: a refused form is shown again as 422, and a redirection is 303, so that going back or reloading never
/// sends the form again. Pages return <c>Page()</c> and <c>RedirectToPage(…)</c> as usual.
/// </summary>
internal sealed class AfterPost : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method)
            && context.Result is PageResult { StatusCode: null } page && !context.ModelState.IsValid)
        {
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
        var response = context.HttpContext.Response;
        if (HttpMethods.IsPost(context.HttpContext.Request.Method)
            && response is { StatusCode: StatusCodes.Status302Found, HasStarted: false })
        {
            response.StatusCode = StatusCodes.Status303SeeOther;
        }
    }
}
