namespace GraphQLEngine.Schema;

internal sealed class NoVariables : IVariableValues
{
    public static readonly NoVariables Instance = new();

    public object? Find(string name) => Absent.Value;
}
