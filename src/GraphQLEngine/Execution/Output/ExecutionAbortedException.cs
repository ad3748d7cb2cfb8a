using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// Ends the whole request, through every field: a bound was hit.
internal sealed class ExecutionAbortedException(
    string message, string code, IReadOnlyDictionary<string, object?>? extensions = null) : Exception(message)
{
    public GraphQLError ToError() => new(Message, code) { Extensions = extensions };
}
