namespace GraphQLEngine.Schema;

internal sealed class CustomScalarCodec<T>(ScalarParser<T> parse) : ScalarCodec
    where T : notnull
{
    public override object Parse(in ScalarInput input) => parse(in input);

    public override object ToList(List<object?> items) => ToList<T>(items);
}
