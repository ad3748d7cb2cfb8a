namespace GraphQLEngine.Execution;

// What went wrong while resolving; it becomes an error of the response where it is written.
internal sealed class ResolvedError(Exception exception, FieldInfo field) : Resolved
{
    public override WriteResult Write(ExecutionState state)
    {
        state.AddError(exception, field);
        return WriteResult.Failed;
    }
}
