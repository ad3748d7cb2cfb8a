using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.7.1, Directives Are Defined.</remarks>
internal sealed class DirectivesAreDefinedRule : ValidationRule
{
    public override void Directives(
        IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        foreach (var directive in directives.Where(d => context.Schema.FindDirective(d.Name) is null))
        {
            context.Report(
                $"The directive \"@{directive.Name}\" does not exist.{Suggestions.DidYouMean(directive.Name, context.Schema.Directives.Select(d => d.Name))}",
                directive.Location);
        }
    }
}
