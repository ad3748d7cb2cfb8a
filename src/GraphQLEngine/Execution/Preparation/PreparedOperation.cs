using System.Collections.Concurrent;
using System.Text.Json;
using GraphQLEngine.Language;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

/// <summary>
/// An operation and its plans: one, or one per set of values of the variables under <c>@skip</c> and <c>@include</c>.
/// </summary>
internal sealed class PreparedOperation
{
    // How many such sets keep their plan; further ones are planned each time.
    private const int MaxPlans = 32;

    private readonly ExecutableSchema _schema;
    private readonly FragmentIndex _fragments;
    private readonly OperationDefinitionNode _node;
    private readonly string[] _conditions;
    private readonly ConcurrentDictionary<ulong, OperationPlan> _plans = new();
    private readonly VariableCoercion _variables;
    private OperationPlan? _onlyPlan;

    private readonly ExecutorOptions _options;
    private long _planBytes;

    public PreparedOperation(
        ExecutableSchema schema, FragmentIndex fragments, OperationDefinitionNode node, ExecutorOptions options)
    {
        _options = options;
        _schema = schema;
        _fragments = fragments;
        _node = node;
        _variables = new VariableCoercion(schema.Schema, node, options);
        _conditions = new ConditionVariables(fragments).Find(node.SelectionSet);
    }

    public string? Name => _node.Name;

    public OperationKind Kind => _node.Operation;

    public IReadOnlyList<DeprecatedUse> Deprecations { get; init; } = [];

    // what its plans take, those that are kept
    public long PlanBytes => Interlocked.Read(ref _planBytes);

    // null when all is well
    public IReadOnlyList<GraphQLError>? Coerce(JsonElement json, out VariableValues values) => _variables.Coerce(json, out values);

    /// <exception cref="GraphQLException">The operation cannot be planned with these variables.</exception>
    public OperationPlan Plan(VariableValues variables)
    {
        if (_conditions.Length == 0)
        {
            return _onlyPlan ?? Keep(_onlyPlan = Make(variables));
        }

        if (_conditions.Length > 64)
        {
            return Make(variables);
        }

        var key = 0UL;
        for (var i = 0; i < _conditions.Length; i++)
        {
            var value = variables.Find(_conditions[i]);
            if (value is not bool isTrue)
            {
                return Make(variables);
            }

            key |= isTrue ? 1UL << i : 0;
        }

        if (_plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = Make(variables);
        if (_plans.Count < MaxPlans)
        {
            _plans.TryAdd(key, plan);
            Keep(plan);
        }

        return plan;
    }

    private OperationPlan Make(VariableValues variables) =>
        new Planner(_schema, _fragments, variables, _options).Operation(_node);

    private OperationPlan Keep(OperationPlan plan)
    {
        Interlocked.Add(ref _planBytes, plan.Bytes);
        return plan;
    }
}
