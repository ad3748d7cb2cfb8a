using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

// Reads the values of one scalar type.
internal abstract class ScalarCodec : InputCodec
{
    /// <exception cref="GraphQLException">The value does not fit; the message is for the client.</exception>
    public abstract object Parse(in ScalarInput input);

    // The message of what is wrong, or null with the value. A whole sentence of the host's goes through as its exception.
    public string? TryParse(in ScalarInput input, out object? value)
    {
        try
        {
            value = Parse(in input);
            return null;
        }
        catch (Exception e) when (e is (GraphQLException and not RefusedInputException)
            or FormatException
            or OverflowException
            or ArgumentException)
        {
            value = null;
            return e.Message;
        }
    }
}
