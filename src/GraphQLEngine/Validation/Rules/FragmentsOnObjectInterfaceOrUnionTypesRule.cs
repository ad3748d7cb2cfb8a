using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.1.3, Fragments on Object, Interface or Union Types.</remarks>
internal sealed class FragmentsOnObjectInterfaceOrUnionTypesRule : ValidationRule
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
        if (context.Schema.FindType(condition.Name) is not (null or CompositeType))
        {
            context.Report(
                $"A fragment applies to an object type, an interface or a union; \"{condition.Name}\" is none.", condition.Location);
        }
    }
}
