namespace GraphQLEngine.Execution;

// What @cost and @listSize say on a field. Multipliers and SlicingArguments are places among the field's arguments.
internal sealed record FieldCost(
    int Weight, IReadOnlyList<int> Multipliers, int? AssumedSize, IReadOnlyList<int> SlicingArguments, IReadOnlyList<string> SizedFields)
{
    public static readonly FieldCost None = new(0, [], null, [], []);
}
