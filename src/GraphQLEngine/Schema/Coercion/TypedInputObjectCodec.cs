namespace GraphQLEngine.Schema;

internal sealed class TypedInputObjectCodec<T>(Func<InputObject, T> read) : InputObjectCodec
    where T : notnull
{
    public override object Bind(InputObject input) => read(input);

    public override object ToList(List<object?> items) => ToList<T>(items);
}
