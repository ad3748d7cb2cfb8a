
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

    public override async ValueTask<WriteResult> WriteAsync(T value, ExecutionState state)
    {
        if (value is null)
        {
            return WriteResult.Null;
        }

        foreach (var oneCase in cases)
        {
            if (await oneCase.TryWriteAsync(value, state).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }

        return Unresolved(state);
    }

    private WriteResult Unresolved(ExecutionState state)
    {
        state.AddError(
            new InvalidOperationException($"No case of \"{field.Definition.Type.Named}\" accepts the value."), field);
        return WriteResult.Failed;
    }
}
