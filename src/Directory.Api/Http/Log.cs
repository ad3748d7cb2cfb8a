namespace PublicDirectory.Api.Http;

/// <summary>What the API writes to its log. Never a variable, a query text or an address of a caller.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The resolver of {Path} failed")]
    public static partial void ResolverFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Directory(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    public static partial void DirectoryWarning(ILogger logger, string line, Exception? exception);
}
