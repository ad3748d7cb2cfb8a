using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.3.3, Leaf Field Selections.</remarks>
internal sealed class LeafFieldSelectionsRule : ValidationRule
{
    public override void Field(FieldNode field, CompositeType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (definition is null)
        {
            return;
        }

        if (definition.Type.Named.IsLeaf && field.SelectionSet is { } set)
        {
            context.Report($"\"{field.Name}\" is of type \"{definition.Type}\" and has no fields to select.", set.Location);
        }
        else if (!definition.Type.Named.IsLeaf && field.SelectionSet is null)
        {
            context.Report(
                $"\"{field.Name}\" is of type \"{definition.Type}\": select some of its fields, as in \"{field.Name} {{ … }}\".",
                field.Location);
        }
    }
}
