namespace GraphQLEngine.Execution;

/// <summary>Writes a value of a field or a list item; null and non-null are the caller's business.</summary>
/// <remarks>Spec (September 2025) §6.4.3, Value Completion.</remarks>
internal abstract class ValuePlan<T>
{
    public virtual bool IsAsync => false;

    // true when equal values are always written alike
    public virtual bool IsUnchanging => false;

    public abstract WriteResult Write(in T value, ExecutionState state);

    // Takes the value in without writing it, and puts on the level what must be waited for below it; null when it is null.
    public virtual Resolved? Gather(in T value, Level level) => value is null ? null : new ResolvedValue<T>(this, value);
}
