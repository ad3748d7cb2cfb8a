using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

// Where each definition uses variables, and what that makes for an operation with its fragments.
internal sealed class VariableUsages(FragmentGraph graph)
{
    private readonly Dictionary<DefinitionNode, List<VariableUsage>> _byDefinition = [];
    private List<VariableUsage> _current = [];

    public void Start(DefinitionNode definition)
    {
        _current = [];
        _byDefinition.TryAdd(definition, _current);
    }

    public void Add(VariableNode node, GraphQLType? type, bool hasDefault, bool isOneOfField) =>
        _current.Add(new VariableUsage(node, type, hasDefault, isOneOfField));

    public IEnumerable<VariableUsage> Of(OperationDefinitionNode operation) =>
        _byDefinition[operation].Concat(graph.Reachable(operation)
            .SelectMany(f => _byDefinition.GetValueOrDefault(f) ?? []));
}
