using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.6.2, Input Object Field Names.</remarks>
internal sealed class InputObjectFieldNamesRule : ValidationRule
{
    public override void ObjectValue(ObjectValueNode value, InputObjectType type, string name, ValidationContext context)
    {
        foreach (var field in value.Fields.Where(f => type.FindField(f.Name) is null))
        {
            context.Report(
                $"\"{type.Name}\" has no field \"{field.Name}\".{Suggestions.DidYouMean(field.Name, type.Fields.Select(f => f.Name))}",
                field.Location);
        }
    }
}
