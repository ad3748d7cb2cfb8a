using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>Which definitions spread which fragments. Nothing here recurses from fragment to fragment.</summary>
internal sealed class FragmentGraph
{
    private readonly Dictionary<DefinitionNode, List<FragmentSpreadNode>> _spreads = [];
    private readonly List<FragmentDefinitionNode> _innerFirst = [];
    private readonly List<IReadOnlyList<FragmentSpreadNode>> _cycles = [];

    public FragmentGraph(DocumentNode document)
    {
        Fragments = new FragmentIndex(document);
        foreach (var definition in document.Definitions)
        {
            var set = (definition as OperationDefinitionNode)?.SelectionSet ?? (definition as FragmentDefinitionNode)?.SelectionSet;
            if (set is not null)
            {
                var spreads = new List<FragmentSpreadNode>();
                Collect(set, spreads);
                _spreads.Add(definition, spreads);
            }
        }

        Order();
    }

    public FragmentIndex Fragments { get; }

    // every fragment after all that it spreads; meaningful without cycles only
    public IReadOnlyList<FragmentDefinitionNode> InnerFirst => _innerFirst;

    // each as the spreads that lead from a fragment back to itself
    public IReadOnlyList<IReadOnlyList<FragmentSpreadNode>> Cycles => _cycles;

    public IEnumerable<FragmentDefinitionNode> Reachable(OperationDefinitionNode operation)
    {
        var seen = new HashSet<FragmentDefinitionNode>();
        var next = new Stack<DefinitionNode>();
        next.Push(operation);
        while (next.TryPop(out var definition))
        {
            foreach (var spread in _spreads[definition])
            {
                if (Fragments[spread.Name] is { } fragment && seen.Add(fragment))
                {
                    next.Push(fragment);
                    yield return fragment;
                }
            }
        }
    }

    private static void Collect(SelectionSetNode set, List<FragmentSpreadNode> spreads)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FragmentSpreadNode spread:
                    spreads.Add(spread);
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, spreads);
                    break;
                case FieldNode { SelectionSet: { } inner }:
                    Collect(inner, spreads);
                    break;
            }
        }
    }

    // Depth first, with its own stack: an edge to a fragment still on the stack closes a cycle.
    private void Order()
    {
        var done = new HashSet<FragmentDefinitionNode>();
        foreach (var start in Fragments.All)
        {
            if (done.Contains(start))
            {
                continue;
            }

            var path = new List<(FragmentDefinitionNode Fragment, int Next)> { (start, 0) };
            var onPath = new Dictionary<FragmentDefinitionNode, int> { [start] = 0 };
            while (path.Count > 0)
            {
                var (fragment, next) = path[^1];
                var spreads = _spreads[fragment];
                if (next == spreads.Count)
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(fragment);
                    done.Add(fragment);
                    _innerFirst.Add(fragment);
                    continue;
                }

                path[^1] = (fragment, next + 1);
                if (Fragments[spreads[next].Name] is not { } target || done.Contains(target))
                {
                    continue;
                }

                if (onPath.TryGetValue(target, out var from))
                {
                    _cycles.Add([.. path.Skip(from).Select(p => _spreads[p.Fragment][p.Next - 1])]);
                }
                else
                {
                    onPath.Add(target, path.Count);
                    path.Add((target, 0));
                }
            }
        }
    }
}
