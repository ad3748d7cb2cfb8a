namespace GraphQLEngine.Schema;

// Turns a coerced input object into the type that its readers asked for.
internal abstract class InputObjectCodec : InputCodec
{
    public abstract object Bind(InputObject input);
}
