using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.4.1, Argument Names.</remarks>
internal sealed class ArgumentNamesRule : ValidationRule
{
    public override void Arguments(
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<InputValueDefinition>? definitions,
        string ownerName,
        ValidationContext context)
    {
        foreach (var argument in arguments)
        {
            if (definitions is not null && InputValueDefinition.Find(definitions, argument.Name) is null)
            {
                context.Report(
                    $"\"{ownerName}\" has no argument \"{argument.Name}\".{Suggestions.DidYouMean(argument.Name, definitions.Select(d => d.Name))}",
                    argument.Location);
            }
        }
    }
}
