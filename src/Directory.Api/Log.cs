using GraphQLEngine.Language;

namespace PublicDirectory.Api;

/// <summary>What the API writes to its log. Never a variable, a query text or an address of a caller.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The resolver of {Path} failed")]
    public static partial void ResolverFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Slow {Kind} {Name}, document {DocumentHash}, cost {Cost}: {Milliseconds} ms")]
    public static partial void SlowOperation(
        ILogger logger, OperationKind? kind, string? name, string? documentHash, int cost, long milliseconds);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Nobody is known to be competent in commune {Commune}, département {Departement}, for {Subject}")]
    public static partial void CompetenceGap(ILogger logger, string commune, string departement, string subject);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Directory(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Line}")]
    public static partial void DirectoryWarning(ILogger logger, string line, Exception? exception);
}
