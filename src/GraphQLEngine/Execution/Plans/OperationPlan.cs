namespace GraphQLEngine.Execution;

// DynamicArguments: how many fields have arguments that depend on variables.
internal sealed record OperationPlan(ObjectPlan<Root> Root, int DynamicArguments);
