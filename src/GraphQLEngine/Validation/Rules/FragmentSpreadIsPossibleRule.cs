using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.2.3, Fragment Spread Is Possible.</remarks>
internal sealed class FragmentSpreadIsPossibleRule : ValidationRule
{
    public override void InlineFragment(InlineFragmentNode fragment, CompositeType? parent, ValidationContext context)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(condition, "This fragment", fragment, parent, context);
        }
    }

    public override void Spread(FragmentSpreadNode spread, CompositeType? parent, ValidationContext context)
    {
        if (context.Fragments[spread.Name] is { } fragment)
        {
            Check(fragment.TypeCondition, $"The fragment \"{spread.Name}\"", spread, parent, context);
        }
    }

    private static void Check(
        NamedTypeNode condition, string what, SyntaxNode place, CompositeType? parent, ValidationContext context)
    {
        if (parent is not null
            && context.Schema.FindType(condition.Name) is CompositeType type
            && type != parent
            && !parent.PossibleTypes.Any(type.CanBe))
        {
            context.Report($"{what} applies to \"{type.Name}\", which \"{parent.Name}\" can never be.", place.Location);
        }
    }
}
