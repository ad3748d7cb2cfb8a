using System.Runtime.CompilerServices;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// The same fields selected on the same type for the same source type have one plan.
internal readonly struct SelectionKey(string typeName, Type source, IReadOnlyList<FieldNode> nodes) : IEquatable<SelectionKey>
{
    private readonly string _typeName = typeName;
    private readonly Type _source = source;
    private readonly IReadOnlyList<FieldNode> _nodes = nodes;

    public bool Equals(SelectionKey other)
    {
        if (_typeName != other._typeName || _source != other._source || _nodes.Count != other._nodes.Count)
        {
            return false;
        }

        for (var i = 0; i < _nodes.Count; i++)
        {
            if (!ReferenceEquals(_nodes[i], other._nodes[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SelectionKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_typeName, StringComparer.Ordinal);
        foreach (var node in _nodes)
        {
            hash.Add(RuntimeHelpers.GetHashCode(node));
        }

        return hash.ToHashCode();
    }
}
