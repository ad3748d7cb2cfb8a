namespace GraphQLEngine.Schema;

// The value of an argument or input field that was not given, as opposed to one given as null.
internal sealed class Absent
{
    public static readonly Absent Value = new();

    private Absent()
    {
    }
}
