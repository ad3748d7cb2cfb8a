using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.8.2, Variables Are Input Types.</remarks>
internal sealed class VariablesAreInputTypesRule : ValidationRule
{
    public override void Variable(VariableDefinitionNode variable, GraphQLType? type, ValidationContext context)
    {
        if (type is null)
        {
            var node = variable.Type;
            while (node is not NamedTypeNode)
            {
                node = node is ListTypeNode list ? list.OfType : ((NonNullTypeNode)node).OfType;
            }

            var name = ((NamedTypeNode)node).Name;
            var names = context.Schema.Types.Where(t => t.IsInput).Select(t => t.Name);
            context.Report($"The type \"{name}\" does not exist.{Suggestions.DidYouMean(name, names)}", node.Location);
        }
        else if (!type.IsInput)
        {
            context.Report(
                $"The variable \"${variable.Name}\" has the type \"{type}\", which is not an input type.", variable.Type.Location);
        }
    }
}
