using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// Pages that do what a stolen cookie must not: they take a recent proof of who one is, which is asked for, and go on afterwards. A form
/// that was sent meanwhile is kept, unless it may hold a password.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresRecentAuthenticationAttribute : Attribute, IAsyncPageFilter, IOrderedFilter
{
    /// <summary>
    /// Only for what is posted: the page also shows what is harmless. Else the form is not shown either, so that none is filled in in vain.
    /// </summary>
    public bool PostsOnly { get; init; }

    // After the right: whoever may not do it at all is told so first.
    public int Order => 1;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var isPost = HttpMethods.IsPost(http.Request.Method);
        if ((PostsOnly && !isPost) || http.RequestServices.GetRequiredService<RecentAuthentication>().IsRecent(http.User))
        {
            await next();
            return;
        }

        var isKept = isPost && await http.RequestServices.GetRequiredService<KeptForms>().KeepAsync(http);
        var back = isKept ? KeptForms.Page : http.Request.Path + (isPost ? QueryString.Empty : http.Request.QueryString);
        context.Result = new LocalRedirectResult(LocalUrl.With(RecentAuthentication.Page, back));
    }
}
