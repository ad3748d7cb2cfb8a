using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.7.3, Directives Are Unique per Location.</remarks>
internal sealed class DirectivesAreUniquePerLocationRule : ValidationRule
{
    public override void Directives(
        IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        if (directives.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (context.Schema.FindDirective(directive.Name) is { IsRepeatable: false } && !seen.TryAdd(directive.Name, directive))
            {
                context.Report(
                    $"The directive \"@{directive.Name}\" stands here twice.", seen[directive.Name].Location, directive.Location);
            }
        }
    }
}
