using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.7.2, Directives Are in Valid Locations.</remarks>
internal sealed class DirectivesAreInValidLocationsRule : ValidationRule
{
    public override void Directives(
        IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.FindDirective(directive.Name) is { } definition && !definition.Locations.Contains(location))
            {
                context.Report($"The directive \"@{directive.Name}\" may not stand on {location.ToSdl()}.", directive.Location);
            }
        }
    }
}
