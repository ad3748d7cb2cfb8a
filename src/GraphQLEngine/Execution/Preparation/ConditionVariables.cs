using GraphQLEngine.Language;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Execution;

// Finds the variables that decide, under @skip and @include, what an operation selects.
internal sealed class ConditionVariables(FragmentIndex fragments)
{
    private readonly List<string> _names = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly Stack<SelectionSetNode> _fragmentsToVisit = new();

    public string[] Find(SelectionSetNode set)
    {
        _fragmentsToVisit.Push(set);
        while (_fragmentsToVisit.TryPop(out var next))
        {
            Visit(next);
        }

        return [.. _names];
    }

    private void Visit(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive is { Name: "skip" or "include", Arguments: [{ Value: VariableNode variable }] }
                    && !_names.Contains(variable.Name))
                {
                    _names.Add(variable.Name);
                }
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner }:
                    Visit(inner);
                    break;
                case InlineFragmentNode inline:
                    Visit(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when _visited.Add(spread.Name) && fragments[spread.Name] is { } fragment:
                    _fragmentsToVisit.Push(fragment.SelectionSet);
                    break;
            }
        }
    }
}
