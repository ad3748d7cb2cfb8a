namespace GraphQLEngine.Execution;

/// <summary>Writes a value of a field or a list item; null and non-null are the caller's business.</summary>
/// <remarks>Spec (September 2025) §6.4.3, Value Completion.</remarks>
internal abstract class ValuePlan<T>
{
    public virtual bool IsAsync => false;

    public abstract WriteResult Write(in T value, ExecutionState state);

    public virtual ValueTask<WriteResult> WriteAsync(T value, ExecutionState state) => new(Write(in value, state));
}
