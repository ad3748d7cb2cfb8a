namespace GraphQLEngine.Execution;

// One concrete type that an abstract value may have.
internal abstract class CasePlan<T>
{
    public abstract bool IsAsync { get; }

    public abstract bool TryWrite(in T value, ExecutionState state, out WriteResult result);

    public abstract bool TryGather(in T value, Level level, out Resolved? resolved);
}
