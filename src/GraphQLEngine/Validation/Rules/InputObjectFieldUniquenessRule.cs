using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.6.3, Input Object Field Uniqueness.</remarks>
internal sealed class InputObjectFieldUniquenessRule : ValidationRule
{
    public override void ObjectValue(ObjectValueNode value, ValidationContext context)
    {
        var seen = new Dictionary<string, ObjectFieldNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            if (!seen.TryAdd(field.Name, field))
            {
                context.Report($"The input field \"{field.Name}\" is given twice.", seen[field.Name].Location, field.Location);
            }
        }
    }
}
