using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.Shell;

/// <summary>
/// Where agents reach the extranet. Once <see cref="ShellOptions.PublicUrl"/> is set, every request counts as made there,
/// whatever its Host header and whatever proxy it came through: links in mails cannot be turned elsewhere.
/// </summary>
internal sealed class Site(RequestDelegate next, IOptions<ShellOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.PublicUrl is { } site)
        {
            context.Request.Scheme = site.Scheme;
            context.Request.Host = site.IsDefaultPort ? new HostString(site.Host) : new HostString(site.Host, site.Port);
        }
        else if (!Uri.TryCreate(Text(context), UriKind.Absolute, out _))
        {
            // Without a name, or with a port that there is not.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    }

    public static Uri Of(HttpContext context) => new(Text(context));

    private static string Text(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/";
}
