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

    public override bool TryGather(in T value, Level level, out Resolved? resolved)
    {
        var isMatch = convert(value, out var concrete);
        resolved = isMatch ? plan.Gather(in concrete!, level) : null;
        return isMatch;
    }
}
