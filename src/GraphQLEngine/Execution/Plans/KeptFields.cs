namespace GraphQLEngine.Execution;

/// <summary>
/// Fields of one object, side by side in the response, whose JSON follows from the source once and for all: it is written
/// once for a source and copied afterwards, as long as <see cref="KeptJson"/> has it.
/// </summary>
internal sealed class KeptFields<TSource>
{
    // Writing one leaf is as quick as finding it.
    private const int FewestFields = 2;

    private readonly FieldPlan<TSource>[] _fields;
    private readonly long _id = KeptJson.NewId();

    private KeptFields(FieldPlan<TSource>[] fields) => _fields = fields;

    public int Count => _fields.Length;

    // The longest runs, each at the index of its first field. Values of a struct have no identity to find them by.
    public static KeptFields<TSource>?[] Runs(FieldPlan<TSource>[] fields, bool[] isUnchanging)
    {
        var runs = new KeptFields<TSource>?[fields.Length];
        if (typeof(TSource).IsValueType)
        {
            return runs;
        }

        for (var start = 0; start < fields.Length; start++)
        {
            var end = start;
            while (end < fields.Length && isUnchanging[end])
            {
                end++;
            }

            if (end - start >= FewestFields)
            {
                runs[start] = new KeptFields<TSource>(fields[start..end]);
            }

            start = end;
        }

        return runs;
    }

    public bool Write(in TSource source, ExecutionState state)
    {
        var writer = state.Writer;
        if (state.Kept.Find(_id, source!) is { } known)
        {
            writer.WriteRaw(known);
            return true;
        }

        var (start, errors) = (writer.Position, state.Errors?.Count ?? 0);
        foreach (var field in _fields)
        {
            writer.WriteRaw(field.Field.Prefix);
            if (!field.Write(in source, state))
            {
                return false;
            }
        }

        // Errors are told anew in each response.
        if ((state.Errors?.Count ?? 0) == errors)
        {
            state.Kept.Keep(_id, source!, writer.Written[start..]);
        }

        return true;
    }
}
