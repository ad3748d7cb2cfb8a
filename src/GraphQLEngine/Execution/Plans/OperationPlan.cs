namespace GraphQLEngine.Execution;

// DynamicArguments: how many fields have arguments that depend on variables. RepeatSlots: how many different fields with a weight
// it asks for. Bytes: an estimate of the memory it takes.
internal sealed record OperationPlan(
    ObjectPlan<Root> Root, int DynamicArguments, int RepeatSlots, CostExpression Cost, CacheHint CacheHint, long Bytes);
