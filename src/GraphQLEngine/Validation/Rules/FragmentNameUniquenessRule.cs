using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.1.1, Fragment Name Uniqueness.</remarks>
internal sealed class FragmentNameUniquenessRule : ValidationRule
{
    public override void Fragment(FragmentDefinitionNode fragment, ValidationContext context)
    {
        if (context.Fragments[fragment.Name] is { } first && first != fragment)
        {
            context.Report($"Two fragments are named \"{fragment.Name}\".", first.Location, fragment.Location);
        }
    }
}
