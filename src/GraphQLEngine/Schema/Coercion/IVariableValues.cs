namespace GraphQLEngine.Schema;

// The coerced variables of a request.
internal interface IVariableValues
{
    // Absent where the variable has neither value nor default
    object? Find(string name);
}
