using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

// What the rules of one validation share.
internal sealed class ValidationContext(GraphQLSchema schema, DocumentNode document, FragmentGraph graph, ValidationOptions options)
{
    private readonly List<GraphQLError> _errors = [];

    public GraphQLSchema Schema { get; } = schema;

    public DocumentNode Document { get; } = document;

    public FragmentGraph Graph { get; } = graph;

    public FragmentIndex Fragments => Graph.Fragments;

    public ValidationOptions Options { get; } = options;

    public VariableUsages Usages { get; } = new(graph);

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public bool IsFull => _errors.Count >= Options.MaxErrors;

    public void Report(string message, params IReadOnlyList<SourceLocation> locations) =>
        Report(new GraphQLError(message, ErrorCodes.ValidationFailed, locations));

    public void Report(GraphQLError error)
    {
        if (!IsFull)
        {
            _errors.Add(error);
        }
    }
}
