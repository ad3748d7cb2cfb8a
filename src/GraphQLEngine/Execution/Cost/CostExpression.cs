namespace GraphQLEngine.Execution;

/// <summary>
/// What an operation costs, as a sum to be worked out with the variables of a request. What does not depend on them is
/// added up beforehand; equal selections are one step, however often they are spread.
/// </summary>
internal sealed class CostExpression(CostTerm total, IReadOnlyList<CostStep> steps, IReadOnlyList<VariableSize> sizes)
{
    // Sums and products stop here: the product of two such figures still fits.
    public const long Most = int.MaxValue;

    private const int OnStack = 128;

    private readonly CostStep[] _steps = [.. steps];
    private readonly VariableSize[] _sizes = [.. sizes];

    public int Evaluate(VariableValues variables)
    {
        if (_steps.Length == 0)
        {
            return (int)total.Constant;
        }

        var count = _steps.Length + _sizes.Length;
        Span<long> values = count <= OnStack ? stackalloc long[OnStack] : new long[count];
        var known = values[_steps.Length..];
        for (var i = 0; i < _sizes.Length; i++)
        {
            known[i] = _sizes[i].Evaluate(variables);
        }

        for (var i = 0; i < _steps.Length; i++)
        {
            values[i] = _steps[i].Evaluate(values, known);
        }

        return (int)total.Evaluate(values);
    }

    public static long Add(long a, long b) => Math.Min(a + b, Most);

    public static long Multiply(long a, long b) => Math.Min(a * b, Most);
}

// A constant plus the value of an earlier step; Step is -1 where there is none.
internal readonly record struct CostTerm(long Constant, int Step = -1)
{
    public bool IsConstant => Step < 0;

    public CostTerm Plus(long constant) => this with { Constant = CostExpression.Add(Constant, constant) };

    public long Evaluate(ReadOnlySpan<long> values) => Step < 0 ? Constant : CostExpression.Add(Constant, values[Step]);
}

// Something that happens Factor times, times a size that depends on variables; Size is -1 where there is none.
internal readonly record struct CostPart(long Factor, int Size, CostTerm Each)
{
    public long Evaluate(ReadOnlySpan<long> values, ReadOnlySpan<long> sizes)
    {
        var times = Size < 0 ? Factor : CostExpression.Multiply(Factor, sizes[Size]);
        return CostExpression.Multiply(times, Each.Evaluate(values));
    }
}

// The sum of a selection's parts, or the most of what an abstract value may be.
internal sealed record CostStep(bool IsMost, long Constant, CostPart[] Parts)
{
    public long Evaluate(ReadOnlySpan<long> values, ReadOnlySpan<long> sizes)
    {
        var result = Constant;
        foreach (ref readonly var part in Parts.AsSpan())
        {
            var value = part.Evaluate(values, sizes);
            result = IsMost ? Math.Max(result, value) : CostExpression.Add(result, value);
        }

        return result;
    }
}
