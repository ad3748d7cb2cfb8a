namespace GraphQLEngine.Execution;

// An object with a place for each of its asynchronous fields, null until it is resolved or when its value is null.
internal sealed class ResolvedObject<T>(ObjectPlan<T> plan, T source, int slots) : Resolved
{
    private readonly T _source = source;

    public ref readonly T Source => ref _source;

    public Resolved?[] Slots { get; } = slots == 0 ? [] : new Resolved?[slots];

    public override WriteResult Write(ExecutionState state) => plan.Write(this, state);
}
