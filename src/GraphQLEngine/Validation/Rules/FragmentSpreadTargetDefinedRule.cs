using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.2.1, Fragment Spread Target Defined.</remarks>
internal sealed class FragmentSpreadTargetDefinedRule : ValidationRule
{
    public override void Spread(FragmentSpreadNode spread, CompositeType? parent, ValidationContext context)
    {
        if (context.Fragments[spread.Name] is null)
        {
            context.Report(
                $"The fragment \"{spread.Name}\" is not defined.{Suggestions.DidYouMean(spread.Name, context.Fragments.Names)}",
                spread.Location);
        }
    }
}
