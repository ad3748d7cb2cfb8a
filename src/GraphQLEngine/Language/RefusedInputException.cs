namespace GraphQLEngine.Language;

/// <summary>
/// An input that the host's own reader of a scalar or an input object does not take. Unlike other exceptions of readers its message is
/// a whole sentence, in the host's language, and is shown as it is: no place is put in front of it.
/// </summary>
public sealed class RefusedInputException(string message, IReadOnlyDictionary<string, object?>? extensions = null)
    : GraphQLException(message, ErrorCodes.BadUserInput, extensions);
