using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// A form that is sent twice with the same content has one effect: the second POST waits for the first and is sent where it led, with the same
/// message. A refused form may be sent again, with the new token of the page that shows its mistakes.
/// </summary>
/// <remarks>
/// Runs after the check against forged requests. What must never happen twice, whatever is sent, is for the domain to guard.
/// </remarks>
internal sealed class SendOnce(SubmissionStore submissions, ITempDataDictionaryFactory tempData) : IAsyncResourceFilter
{
    public const string Field = "__envoi";

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || Agent.Of(http.User) is not { } agent || !http.Request.HasFormContentType
            || SentForm.ContentOf(http.Request) is not { } token)
        {
            await next();
            return;
        }

        if (await submissions.BeginAsync(token, agent.Id, http.RequestAborted) is { } earlier)
        {
            context.Result = Repeat(http, earlier);
            return;
        }

        var executed = await next();
        // What was done is noted even if the browser has gone away by now.
        if (executed.Exception is null && http.Response.StatusCode == StatusCodes.Status303SeeOther)
        {
            var notice = tempData.GetTempData(http).Peek(AlertMessage.Key) as string;
            await submissions.EndAsync(token, new Outcome(http.Response.Headers.Location.ToString(), notice), CancellationToken.None);
        }
        // Whether it was done is not known, nor would this be: it is given up by itself.
        else if (executed.Exception is null || !DirectoryDatabase.IsAway(executed.Exception))
        {
            await submissions.ForgetAsync(token, CancellationToken.None);
        }
    }

    private IActionResult Repeat(HttpContext http, Outcome earlier)
    {
        if (earlier.Location is null)
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status409Conflict,
                ContentType = "text/plain; charset=utf-8",
                Content = "Ce formulaire est déjà en cours de traitement. Attendez quelques secondes, puis rechargez la page.",
            };
        }

        if (earlier.Notice is not null)
        {
            var data = tempData.GetTempData(http);
            data[AlertMessage.Key] = earlier.Notice;
            data.Save();
        }

        http.Response.Headers.Location = earlier.Location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
