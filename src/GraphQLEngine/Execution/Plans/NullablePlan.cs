namespace GraphQLEngine.Execution;

// A struct that may be missing.
internal sealed class NullablePlan<T>(ValuePlan<T> inner) : ValuePlan<T?>
    where T : struct
{
    public override bool IsAsync => inner.IsAsync;

    public override bool IsUnchanging => inner.IsUnchanging;

    public override WriteResult Write(in T? value, ExecutionState state) =>
        value.HasValue ? inner.Write(value.GetValueOrDefault(), state) : WriteResult.Null;

    public override Resolved? Gather(in T? value, Level level) =>
        value.HasValue ? inner.Gather(value.GetValueOrDefault(), level) : null;
}
