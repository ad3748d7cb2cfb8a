namespace GraphQLEngine.Language;

/// <summary>The document could not be read. The message says what was found and what was expected.</summary>
public sealed class SyntaxException : GraphQLException
{
    internal SyntaxException(
        string message, SourceLocation location, string code = ErrorCodes.ParseFailed,
        IReadOnlyDictionary<string, object?>? extensions = null)
        : base(message, code, extensions) => Location = location;

    /// <summary>Where reading stopped.</summary>
    public SourceLocation Location { get; }

    /// <summary>The same as an entry of a response's errors.</summary>
    public GraphQLError ToError() => new(Message, Code, Location) { Extensions = Extensions };
}
