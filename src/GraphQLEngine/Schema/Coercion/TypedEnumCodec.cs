namespace GraphQLEngine.Schema;

internal sealed class TypedEnumCodec<T>(IReadOnlyDictionary<string, T> values) : EnumCodec
    where T : notnull
{
    private readonly Dictionary<string, object> _values = values.ToDictionary(v => v.Key, v => (object)v.Value, StringComparer.Ordinal);

    public override IEnumerable<string>? Names => _values.Keys;

    public override object? Find(string name) => _values.GetValueOrDefault(name);

    public override object ToList(List<object?> items) => ToList<T>(items);
}
