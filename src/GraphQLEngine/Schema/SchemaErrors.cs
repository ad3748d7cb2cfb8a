using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

// Collects what is wrong with a schema, so that one start shows all of it.
internal sealed class SchemaErrors(SourceText source)
{
    private readonly List<GraphQLError> _errors = [];

    public void Report(string message, SourceLocation location) =>
        _errors.Add(new GraphQLError(message, ErrorCodes.SchemaInvalid, location));

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new SchemaException(_errors, source);
        }
    }
}
