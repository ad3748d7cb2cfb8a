namespace GraphQLEngine.Execution;

internal enum WriteResult
{
    Written,

    // the value is null and nothing was written
    Null,

    // an error is recorded, and what was written must be cut off
    Failed,
}
