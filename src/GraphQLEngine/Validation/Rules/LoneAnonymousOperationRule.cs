using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.2.3.1, Lone Anonymous Operation.</remarks>
internal sealed class LoneAnonymousOperationRule : ValidationRule
{
    public override void Document(DocumentNode document, ValidationContext context)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>().ToList();
        foreach (var operation in operations.Where(o => o.Name is null && operations.Count > 1))
        {
            context.Report("An operation without a name must be the only one.", operation.Location);
        }
    }
}
