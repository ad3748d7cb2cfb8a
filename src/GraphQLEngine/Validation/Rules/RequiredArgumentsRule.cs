using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.4.3, Required Arguments.</remarks>
internal sealed class RequiredArgumentsRule : ValidationRule
{
    public override void Arguments(
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<InputValueDefinition>? definitions,
        string ownerName,
        ValidationContext context)
    {
        foreach (var definition in definitions ?? [])
        {
            if (definition.IsRequired && arguments.All(a => a.Name != definition.Name))
            {
                context.Report(
                    $"\"{ownerName}\" needs the argument \"{definition.Name}\" of type \"{definition.Type}\".", owner.Location);
            }
        }
    }
}
