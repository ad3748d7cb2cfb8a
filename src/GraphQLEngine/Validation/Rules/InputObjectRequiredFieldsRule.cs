using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.6.4, Input Object Required Fields.</remarks>
internal sealed class InputObjectRequiredFieldsRule : ValidationRule
{
    public override void ObjectValue(ObjectValueNode value, InputObjectType type, string name, ValidationContext context)
    {
        foreach (var field in type.Fields.Where(f => f.IsRequired && value.Fields.All(v => v.Name != f.Name)))
        {
            context.Report(
                $"The value of \"{name}\" lacks the field \"{field.Name}\" of type \"{field.Type}\".", value.Location);
        }
    }
}
