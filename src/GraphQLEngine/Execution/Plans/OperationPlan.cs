namespace GraphQLEngine.Execution;

// DynamicArguments: how many fields have arguments that depend on variables. Bytes: an estimate of the memory it takes.
internal sealed record OperationPlan(
    ObjectPlan<Root> Root, int DynamicArguments, CostExpression Cost, CacheHint CacheHint, long Bytes);
