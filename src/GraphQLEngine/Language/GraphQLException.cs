namespace GraphQLEngine.Language;

/// <summary>
/// An error whose message is meant for the client. Thrown by a resolver it becomes a field error; every other exception of
/// a resolver is shown as an internal error without its text.
/// </summary>
public class GraphQLException : Exception
{
    /// <summary>An error with a stable code and, if wanted, further entries under <c>extensions</c>.</summary>
    public GraphQLException(
        string message,
        string code = ErrorCodes.BadUserInput,
        IReadOnlyDictionary<string, object?>? extensions = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Extensions = extensions;
    }

    /// <summary>The value of <c>extensions.code</c>.</summary>
    public string Code { get; }

    /// <summary>What else goes under <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; }
}
