using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.2.2.1, Operation Name Uniqueness.</remarks>
internal sealed class OperationNameUniquenessRule : ValidationRule
{
    private readonly Dictionary<string, OperationDefinitionNode> _seen = new(StringComparer.Ordinal);

    public override void Operation(OperationDefinitionNode operation, ValidationContext context)
    {
        if (operation.Name is { } name && !_seen.TryAdd(name, operation))
        {
            context.Report($"Two operations are named \"{name}\".", _seen[name].Location, operation.Location);
        }
    }
}
