using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.3.1, Field Selections.</remarks>
internal sealed class FieldSelectionsRule : ValidationRule
{
    public override void Field(FieldNode field, CompositeType? parent, FieldDefinition? definition, ValidationContext context)
    {
        if (parent is null || definition is not null)
        {
            return;
        }

        var onTypes = parent.PossibleTypes.Where(t => t != parent && t.FindField(field.Name) is not null).Take(3).ToList();
        var hint = onTypes.Count > 0
            ? $" Did you mean a fragment on \"{string.Join("\" or \"", onTypes)}\"?"
            : Suggestions.DidYouMean(field.Name, (parent as FieldsType)?.Fields.Select(f => f.Name) ?? []);
        context.Report($"\"{parent.Name}\" has no field \"{field.Name}\".{hint}", field.Location);
    }
}
