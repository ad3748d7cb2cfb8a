namespace GraphQLEngine.Language;

// An error that knows its place in the document better than the field does that it ends.
internal sealed class LocatedException(GraphQLException problem, SourceLocation location)
    : GraphQLException(problem.Message, problem.Code, problem.Extensions, problem)
{
    public SourceLocation Location { get; } = location;
}
