using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.1.2, Fragment Spread Type Existence.</remarks>
internal sealed class FragmentSpreadTypeExistenceRule : ValidationRule
{
    public override void Fragment(FragmentDefinitionNode fragment, ValidationContext context) =>
        Check(fragment.TypeCondition, context);

    public override void InlineFragment(InlineFragmentNode fragment, CompositeType? parent, ValidationContext context)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition, context);
        }
    }

    private static void Check(NamedTypeNode condition, ValidationContext context)
    {
        if (context.Schema.FindType(condition.Name) is null)
        {
            var names = context.Schema.Types.OfType<CompositeType>().Select(t => t.Name);
            context.Report(
                $"The type \"{condition.Name}\" does not exist.{Suggestions.DidYouMean(condition.Name, names)}", condition.Location);
        }
    }
}
