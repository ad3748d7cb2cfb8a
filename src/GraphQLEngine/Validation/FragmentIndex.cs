using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

// The fragments of a document by name; of two with one name, the first counts.
internal sealed class FragmentIndex
{
    private readonly Dictionary<string, FragmentDefinitionNode> _byName = new(StringComparer.Ordinal);

    public FragmentIndex(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _byName.TryAdd(fragment.Name, fragment);
            }
        }
    }

    public FragmentDefinitionNode? this[string name] => _byName.GetValueOrDefault(name);

    public IReadOnlyCollection<FragmentDefinitionNode> All => _byName.Values;

    public IEnumerable<string> Names => _byName.Keys;
}
