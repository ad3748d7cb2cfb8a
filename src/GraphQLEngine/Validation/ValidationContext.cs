using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

// What the rules of one validation share; each sees it with its own name, under which it reports.
internal sealed class ValidationContext
{
    private readonly List<GraphQLError> _errors;
    private readonly string? _rule;

    public ValidationContext(GraphQLSchema schema, DocumentNode document, FragmentGraph graph, ValidationOptions options)
    {
        _errors = [];
        Schema = schema;
        Document = document;
        Graph = graph;
        Options = options;
        Usages = new(graph);
    }

    private ValidationContext(ValidationContext shared, ValidationRule rule)
    {
        _errors = shared._errors;
        _rule = rule.Name;
        Schema = shared.Schema;
        Document = shared.Document;
        Graph = shared.Graph;
        Options = shared.Options;
        Usages = shared.Usages;
    }

    public GraphQLSchema Schema { get; }

    public DocumentNode Document { get; }

    public FragmentGraph Graph { get; }

    public FragmentIndex Fragments => Graph.Fragments;

    public ValidationOptions Options { get; }

    public VariableUsages Usages { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public bool IsFull => _errors.Count >= Options.MaxErrors;

    public ValidationContext For(ValidationRule rule) => new(this, rule);

    public void Report(string message, params IReadOnlyList<SourceLocation> locations) =>
        Report(new GraphQLError(message, ErrorCodes.ValidationFailed, locations) { Rule = _rule });

    public void Report(GraphQLError error)
    {
        if (!IsFull)
        {
            _errors.Add(error);
        }
    }
}
