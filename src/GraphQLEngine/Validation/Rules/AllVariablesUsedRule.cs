using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.8.4, All Variables Used.</remarks>
internal sealed class AllVariablesUsedRule : ValidationRule
{
    public override void End(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            if (operation.VariableDefinitions.Count == 0 || context.IsFull)
            {
                continue;
            }

            var used = context.Usages.Of(operation).Select(u => u.Node.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.VariableDefinitions.Where(v => !used.Contains(v.Name)))
            {
                context.Report($"The variable \"${variable.Name}\" is not used.", variable.Location);
            }
        }
    }
}
