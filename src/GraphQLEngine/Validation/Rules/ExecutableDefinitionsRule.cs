using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.1.1, Executable Definitions.</remarks>
internal sealed class ExecutableDefinitionsRule : ValidationRule
{
    public override void Document(DocumentNode document, ValidationContext context)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is not (OperationDefinitionNode or FragmentDefinitionNode))
            {
                context.Report("A request holds operations and fragments only, no definitions of a schema.", definition.Location);
            }
        }
    }
}
