using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.4.2, Argument Uniqueness.</remarks>
internal sealed class ArgumentUniquenessRule : ValidationRule
{
    public override void Arguments(
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<InputValueDefinition>? definitions,
        string ownerName,
        ValidationContext context)
    {
        if (arguments.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, ArgumentNode>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (!seen.TryAdd(argument.Name, argument))
            {
                context.Report($"The argument \"{argument.Name}\" is given twice.", seen[argument.Name].Location, argument.Location);
            }
        }
    }
}
