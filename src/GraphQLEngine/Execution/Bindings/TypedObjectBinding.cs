using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// The resolvers of an object type for one .NET source type.
internal sealed class ObjectBinding<TSource>(string typeName) : ObjectBinding(typeName)
{
    private readonly Dictionary<string, FieldBinding<TSource>> _fields = new(StringComparer.Ordinal);

    // null where sources may change
    private string[]? _unchanging;

    public void Add(FieldBinding<TSource> field)
    {
        if (!_fields.TryAdd(field.Name, field))
        {
            throw new InvalidOperationException($"\"{TypeName}.{field.Name}\" is registered twice.");
        }
    }

    public FieldBinding<TSource> Field(string name) => _fields[name];

    public void SetUnchanging(string[] fieldsWithArguments) => _unchanging = fieldsWithArguments;

    // whether the value of this field follows from its source and its arguments, once and for all
    public bool IsUnchanging(string name) =>
        _unchanging is not null && (Field(name).IsFromSourceAlone || _unchanging.Contains(name));

    public override void Check(ObjectType type, BindingRegistry registry, BindingErrors errors)
    {
        foreach (var name in (_unchanging ?? []).Where(n => !_fields.ContainsKey(n)))
        {
            errors.Report(
                $"\"{type.Name}.{name}\" is said to be unchanging, but has no resolver.{Suggestions.DidYouMean(name, _fields.Keys)}",
                type.Location);
        }

        foreach (var field in type.Fields)
        {
            if (!_fields.TryGetValue(field.Name, out var binding))
            {
                var unused = _fields.Keys.Where(n => type.FindField(n) is null);
                errors.Report(
                    $"The field \"{type.Name}.{field.Name}\" has no resolver.{Suggestions.DidYouMean(field.Name, unused)}",
                    field.Location);
            }
            else if (binding.Check(field, registry) is { } problem)
            {
                errors.Report($"The resolver of \"{type.Name}.{field.Name}\" {problem}", field.Location);
            }
        }

        foreach (var name in _fields.Keys.Where(n => type.FindField(n) is null))
        {
            errors.Report(
                $"A resolver is registered for \"{type.Name}.{name}\", which the schema does not define.{Suggestions.DidYouMean(name, type.Fields.Select(f => f.Name))}",
                type.Location);
        }
    }
}
