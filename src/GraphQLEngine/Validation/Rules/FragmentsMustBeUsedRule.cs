using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.1.4, Fragments Must Be Used.</remarks>
internal sealed class FragmentsMustBeUsedRule : ValidationRule
{
    public override void End(DocumentNode document, ValidationContext context)
    {
        var used = document.Definitions.OfType<OperationDefinitionNode>().SelectMany(context.Graph.Reachable).ToHashSet();
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            if (!used.Contains(fragment) && context.Fragments[fragment.Name] == fragment)
            {
                context.Report($"The fragment \"{fragment.Name}\" is not used.", fragment.Location);
            }
        }
    }
}
