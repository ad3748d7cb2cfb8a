using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.2.1.1, Operation Type Existence.</remarks>
internal sealed class OperationTypeExistenceRule : ValidationRule
{
    public override void Operation(OperationDefinitionNode operation, ValidationContext context)
    {
        if (context.Schema.RootType(operation.Operation) is null)
        {
            var kind = operation.Operation == OperationKind.Mutation ? "mutations" : "subscriptions";
            context.Report($"The schema offers no {kind}.", operation.Location);
        }
    }
}
