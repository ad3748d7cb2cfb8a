using System.Security.Cryptography;
using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Collects the cases of a fiche as a tree: the same labels below one another are the same case.</summary>
internal sealed class SituationTree
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<Node> _roots = [];

    /// <summary>The id of a case within another one; that of the other one where the tree is as deep or as large as it may be.</summary>
    public string? Enter(string? parent, string label)
    {
        label = FicheText.Cut(label, DemarcheValidator.MaxLabelLength);
        var above = parent is null ? null : _nodes[parent];
        var id = IdOf(parent, label);
        if (_nodes.ContainsKey(id))
        {
            return id;
        }

        var depth = (above?.Depth ?? 0) + 1;
        if (depth > DemarcheValidator.MaxSituationDepth || _nodes.Count == DemarcheValidator.MaxSituations)
        {
            return parent;
        }

        var node = new Node(id, label, depth, above);
        _nodes.Add(id, node);
        (above?.Children ?? _roots).Add(node);
        return id;
    }

    /// <summary>Whether two cases are the same or one within the other; null for every case.</summary>
    public bool Touch(string? one, string? other) =>
        one is null || other is null || one == other || IsWithin(one, other) || IsWithin(other, one);

    /// <summary>The cases around a case, the nearest first.</summary>
    public IEnumerable<string> AncestorsOf(string id)
    {
        for (var above = _nodes[id].Above; above is not null; above = above.Above)
        {
            yield return above.Id;
        }
    }

    /// <summary>The cases in the order of the tree.</summary>
    public IReadOnlyList<string> InOrder()
    {
        var ids = new List<string>();
        Add(_roots);
        return ids;

        void Add(List<Node> nodes)
        {
            foreach (var node in nodes)
            {
                ids.Add(node.Id);
                Add(node.Children);
            }
        }
    }

    /// <summary>Whether a case is within another, or within any at all where that is null.</summary>
    public bool IsWithin(string inner, string? outer)
    {
        return outer is null || AncestorsOf(inner).Contains(outer);
    }

    /// <param name="handledBy">The service types that handle one case and not every one, by its id.</param>
    public IReadOnlyList<Situation> Build(ILookup<string, string> handledBy) => Build(_roots, handledBy);

    /// <summary>Twelve hexadecimal characters of SHA-256 over the texts.</summary>
    public static string IdOf(string? first, string? second) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{first}\n{second}")).AsSpan(0, 6));

    private static List<Situation> Build(List<Node> nodes, ILookup<string, string> handledBy) =>
    [
        .. nodes.Select(node => new Situation(node.Id, node.Label)
        {
            HandledBy = [.. handledBy[node.Id].Distinct()],
            Children = Build(node.Children, handledBy),
        }),
    ];

    private sealed record Node(string Id, string Label, int Depth, Node? Above)
    {
        public List<Node> Children { get; } = [];
    }
}
