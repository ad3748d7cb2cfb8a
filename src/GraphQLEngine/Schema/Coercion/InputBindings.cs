namespace GraphQLEngine.Schema;

// What the host registered for the input side of the schema, by type name.
internal sealed class InputBindings
{
    public static InputBindings None => new();

    public Dictionary<string, ScalarCodec> Scalars { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, EnumCodec> Enums { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, InputObjectCodec> InputObjects { get; } = new(StringComparer.Ordinal);
}
