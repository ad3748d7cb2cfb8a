namespace GraphQLEngine.Execution;

internal sealed class TypedCasePlan<T, TConcrete>(TryConvert<T, TConcrete> convert, ObjectPlan<TConcrete> plan) : CasePlan<T>
{
    public override bool IsAsync => plan.IsAsync;

    public override bool TryWrite(in T value, ExecutionState state, out WriteResult result)
    {
        if (!convert(value, out var concrete))
        {
            result = default;
            return false;
        }

        result = plan.Write(in concrete!, state);
        return true;
    }

    public override async ValueTask<WriteResult?> TryWriteAsync(T value, ExecutionState state) =>
        convert(value, out var concrete) ? await plan.WriteAsync(concrete!, state).ConfigureAwait(false) : null;
}
