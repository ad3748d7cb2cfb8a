namespace GraphQLEngine.Execution;

/// <remarks>Spec (September 2025) §6.4.3, ResolveAbstractType.</remarks>
internal sealed class AbstractPlan<T>(FieldInfo field, CasePlan<T>[] cases) : ValuePlan<T>
{
    private readonly bool _isAsync = Array.Exists(cases, c => c.IsAsync);

    public override bool IsAsync => _isAsync;

    public override WriteResult Write(in T value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        foreach (var oneCase in cases)
        {
            if (oneCase.TryWrite(in value, state, out var result))
            {
                return result;
            }
        }

        return Unresolved(state);
    }

    public override Resolved? Gather(in T value, Level level)
    {
        if (value is null)
        {
            return null;
        }

        foreach (var oneCase in cases)
        {
            if (oneCase.TryGather(in value, level, out var resolved))
            {
                return resolved;
            }
        }

        return new ResolvedError(NoCase(), field);
    }

    private WriteResult Unresolved(ExecutionState state)
    {
        state.AddError(NoCase(), field);
        return WriteResult.Failed;
    }

    private InvalidOperationException NoCase() => new($"No case of \"{field.Definition.Type.Named}\" accepts the value.");
}
