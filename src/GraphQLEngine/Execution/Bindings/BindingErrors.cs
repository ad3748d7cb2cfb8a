using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// What does not fit between schema and resolvers, all of it at start-up.
internal sealed class BindingErrors(SourceText source)
{
    private readonly List<GraphQLError> _errors = [];

    public void Report(string message, params SourceLocation[] locations) =>
        _errors.Add(new GraphQLError(message, ErrorCodes.SchemaInvalid, locations));

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new Schema.SchemaException(_errors, source);
        }
    }
}
