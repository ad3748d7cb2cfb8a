namespace GraphQLEngine.Execution;

// Writes one field of a source. False: a non-null value is missing, and the object must become null.
internal abstract class FieldPlan<TSource>(FieldInfo field)
{
    public FieldInfo Field { get; } = field;

    // true when writing may have to wait: then only WriteAsync is called
    public virtual bool IsAsync => false;

    public abstract bool Write(in TSource source, ExecutionState state);

    // Starts an asynchronous resolver ahead of its turn to be written; null where there is none.
    public virtual Task? Start(TSource source, ExecutionState state) => null;

    public virtual ValueTask<bool> WriteAsync(TSource source, Task? started, ExecutionState state) =>
        new(Write(in source, state));
}
