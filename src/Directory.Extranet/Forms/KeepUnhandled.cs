namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// What was typed in a form that failed, or that came with an expired token, is kept for whoever sent it: the page that says so leads to it.
/// Of a section of an entry also what is refused, since it can be read again.
/// </summary>
internal sealed partial class KeepUnhandled(RequestDelegate next, KeptForms kept, ILogger<KeepUnhandled> logger)
{
    /// <summary>What only the form of a section has.</summary>
    public const string SectionField = "__vu";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (!Core.Storage.DirectoryDatabase.IsAway(e) && !http.Response.HasStarted)
        {
            await KeepAsync(http);
            throw;
        }

        if (http.Response.StatusCode is StatusCodes.Status400BadRequest or >= 500
            || (http.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status409Conflict
                && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType
                && http.Request.Form.ContainsKey(SectionField)))
        {
            await KeepAsync(http);
        }
    }

    private async Task KeepAsync(HttpContext http)
    {
        try
        {
            if (!http.Response.HasStarted)
            {
                await kept.KeepAsync(http);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotKept(e); // what failed first is what is answered
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was typed in a form that failed could not be kept.")]
    private partial void LogNotKept(Exception exception);
}
