namespace GraphQLEngine.Schema;

// What resolvers receive for the names of an enum.
internal abstract class EnumCodec : InputCodec
{
    public static readonly EnumCodec ByName = new NameCodec();

    // null where no value was registered for the name
    public abstract object? Find(string name);

    public abstract IEnumerable<string>? Names { get; }

    private sealed class NameCodec : EnumCodec
    {
        public override IEnumerable<string>? Names => null;

        public override object? Find(string name) => name;

        public override object ToList(List<object?> items) => ToList<string>(items);
    }
}
