using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.8.3, All Variable Uses Defined.</remarks>
internal sealed class AllVariableUsesDefinedRule : ValidationRule
{
    public override void End(DocumentNode document, ValidationContext context)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>().Where(_ => !context.IsFull))
        {
            var declared = operation.VariableDefinitions.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var usage in context.Usages.Of(operation).Where(u => !declared.Contains(u.Node.Name)))
            {
                var by = operation.Name is null ? "the operation" : $"the operation \"{operation.Name}\"";
                context.Report(
                    $"The variable \"${usage.Node.Name}\" is not declared by {by}.", usage.Node.Location, operation.Location);
            }
        }
    }
}
