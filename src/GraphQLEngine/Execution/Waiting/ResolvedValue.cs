namespace GraphQLEngine.Execution;

// A value below which nothing waits: its own plan writes it.
internal sealed class ResolvedValue<T>(ValuePlan<T> plan, T value) : Resolved
{
    public override WriteResult Write(ExecutionState state) => plan.Write(in value, state);
}
