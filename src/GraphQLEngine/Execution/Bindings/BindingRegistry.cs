namespace GraphQLEngine.Execution;

// All that is registered, by schema type name and .NET type.
internal sealed class BindingRegistry
{
    private readonly Dictionary<(string Type, Type Source), ObjectBinding> _objects = [];
    private readonly Dictionary<(string Type, Type Source), AbstractBinding> _abstracts = [];

    public LeafWriters Leaves { get; } = new();

    public IEnumerable<ObjectBinding> Objects => _objects.Values;

    public IEnumerable<AbstractBinding> Abstracts => _abstracts.Values;

    public void Add<T>(ObjectBinding<T> binding)
    {
        if (!_objects.TryAdd((binding.TypeName, typeof(T)), binding))
        {
            throw new InvalidOperationException($"\"{binding.TypeName}\" is registered twice for {typeof(T).Name}.");
        }
    }

    public void Add<T>(AbstractBinding<T> binding)
    {
        if (!_abstracts.TryAdd((binding.TypeName, typeof(T)), binding))
        {
            throw new InvalidOperationException($"\"{binding.TypeName}\" is registered twice for {typeof(T).Name}.");
        }
    }

    public ObjectBinding<T>? FindObject<T>(string type) => _objects.GetValueOrDefault((type, typeof(T))) as ObjectBinding<T>;

    public AbstractBinding<T>? FindAbstract<T>(string type) =>
        _abstracts.GetValueOrDefault((type, typeof(T))) as AbstractBinding<T>;

    // The .NET types registered for a schema type, for messages.
    public string Registered(string type)
    {
        var names = _objects.Keys.Concat(_abstracts.Keys).Where(k => k.Type == type).Select(k => k.Source.Name).ToList();
        return names.Count == 0 ? "nothing" : string.Join(", ", names);
    }
}
