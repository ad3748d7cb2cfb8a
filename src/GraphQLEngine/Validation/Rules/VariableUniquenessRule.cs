using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.8.1, Variable Uniqueness.</remarks>
internal sealed class VariableUniquenessRule : ValidationRule
{
    public override void Operation(OperationDefinitionNode operation, ValidationContext context)
    {
        var seen = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var variable in operation.VariableDefinitions)
        {
            if (!seen.TryAdd(variable.Name, variable))
            {
                context.Report($"The variable \"${variable.Name}\" is declared twice.", seen[variable.Name].Location, variable.Location);
            }
        }
    }
}
