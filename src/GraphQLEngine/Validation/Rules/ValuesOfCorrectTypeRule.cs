using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.6.1, Values of Correct Type; for oneOf §3.10.1, OneOf Input Objects.</remarks>
internal sealed class ValuesOfCorrectTypeRule : ValidationRule
{
    public override void Value(ValueNode value, GraphQLType type, string name, ValidationContext context)
    {
        if (value is NullValueNode)
        {
            if (type.IsNonNull)
            {
                context.Report($"The value of \"{name}\" must not be null: it is of type \"{type}\".", value.Location);
            }

            return;
        }

        // The items of a list are looked at one by one.
        if (value is ListValueNode list && type.Nullable is ListType)
        {
            var most = context.Options.MaxListItems;
            if (list.Items.Count > most)
            {
                context.Report($"The value of \"{name}\" has {list.Items.Count} items; at most {most} are allowed.", value.Location);
            }

            return;
        }

        try
        {
            if (LiteralCheck.Leaf(value, (NamedType)ValidationWalker.SingleItem(type)!) is { } problem)
            {
                context.Report($"The value of \"{name}\" {problem}", value.Location);
            }
        }
        catch (RefusedInputException e)
        {
            context.Report(e.Message, value.Location);
        }
    }

    public override void ObjectValue(ObjectValueNode value, InputObjectType type, string name, ValidationContext context)
    {
        // A field given twice is another rule's matter.
        if (type.IsOneOf && (value.Fields.DistinctBy(f => f.Name).Count() != 1 || value.Fields[^1].Value is NullValueNode))
        {
            context.Report($"The value of \"{name}\" must give exactly one field of \"{type.Name}\", and not as null.", value.Location);
        }
    }
}
