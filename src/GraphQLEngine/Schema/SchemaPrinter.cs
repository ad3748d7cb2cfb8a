using System.Text;
using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Writes a schema as SDL that builds the same schema again. Built-in definitions are left out.</summary>
/// <remarks>Spec (September 2025) §3, Type System: the grammar of each definition.</remarks>
public static class SchemaPrinter
{
    /// <summary>The whole schema, extensions merged into what they extend.</summary>
    public static string Print(GraphQLSchema schema)
    {
        var text = new StringBuilder();
        Schema(text, schema);
        foreach (var directive in schema.Directives.Where(d => !d.IsBuiltIn))
        {
            Directive(Separate(text), directive);
        }

        foreach (var type in schema.Types.Where(t => !t.IsBuiltIn))
        {
            Type(Separate(text), type);
        }

        return text.ToString();
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length == 0 ? text : text.Append('\n');

    private static void Schema(StringBuilder text, GraphQLSchema schema)
    {
        var hasUsualNames = schema.QueryType.Name == "Query"
            && IsUsual(schema, schema.MutationType, "Mutation")
            && IsUsual(schema, schema.SubscriptionType, "Subscription");
        if (hasUsualNames && schema.Description is null && schema.AppliedDirectives.Count == 0)
        {
            return;
        }

        Description(text, schema.Description, "");
        text.Append("schema");
        Applied(text, schema.AppliedDirectives);
        text.Append(" {\n  query: ").Append(schema.QueryType.Name).Append('\n');
        if (schema.MutationType is { } mutation)
        {
            text.Append("  mutation: ").Append(mutation.Name).Append('\n');
        }

        if (schema.SubscriptionType is { } subscription)
        {
            text.Append("  subscription: ").Append(subscription.Name).Append('\n');
        }

        text.Append("}\n");
    }

    // A type that has the usual name but is no root must be kept from becoming one.
    private static bool IsUsual(GraphQLSchema schema, ObjectType? root, string name) =>
        root is null ? schema.FindType(name) is not ObjectType : root.Name == name;

    private static void Directive(StringBuilder text, DirectiveDefinition directive)
    {
        Description(text, directive.Description, "");
        text.Append("directive @").Append(directive.Name);
        Arguments(text, directive.Arguments, "");
        text.Append(directive.IsRepeatable ? " repeatable on " : " on ");
        text.AppendJoin(" | ", directive.Locations.Select(l => l.ToSdl())).Append('\n');
    }

    private static void Type(StringBuilder text, NamedType type)
    {
        Description(text, type.Description, "");
        switch (type)
        {
            case ScalarType:
                Applied(text.Append("scalar ").Append(type.Name), type.Directives);
                break;
            case FieldsType withFields:
                text.Append(type is ObjectType ? "type " : "interface ").Append(type.Name);
                if (withFields.Interfaces.Count > 0)
                {
                    text.Append(" implements ").AppendJoin(" & ", withFields.Interfaces.Select(i => i.Name));
                }

                Applied(text, type.Directives);
                text.Append(" {\n");
                foreach (var field in withFields.Fields)
                {
                    Field(text, field);
                }

                text.Append('}');
                break;
            case UnionType union:
                Applied(text.Append("union ").Append(type.Name), type.Directives);
                text.Append(" = ").AppendJoin(" | ", union.PossibleTypes.Select(p => p.Name));
                break;
            case EnumType values:
                Applied(text.Append("enum ").Append(type.Name), type.Directives);
                text.Append(" {\n");
                foreach (var value in values.Values)
                {
                    Description(text, value.Description, "  ");
                    Applied(text.Append("  ").Append(value.Name), value.Directives);
                    text.Append('\n');
                }

                text.Append('}');
                break;
            case InputObjectType input:
                Applied(text.Append("input ").Append(type.Name), type.Directives);
                text.Append(" {\n");
                foreach (var field in input.Fields)
                {
                    Description(text, field.Description, "  ");
                    InputValue(text.Append("  "), field);
                    text.Append('\n');
                }

                text.Append('}');
                break;
        }

        text.Append('\n');
    }

    private static void Field(StringBuilder text, FieldDefinition field)
    {
        Description(text, field.Description, "  ");
        text.Append("  ").Append(field.Name);
        Arguments(text, field.Arguments, "  ");
        text.Append(": ").Append(field.Type);
        Applied(text, field.Directives);
        text.Append('\n');
    }

    private static void Arguments(StringBuilder text, IReadOnlyList<InputValueDefinition> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        var isLong = arguments.Any(a => a.Description is not null);
        text.Append('(');
        for (var i = 0; i < arguments.Count; i++)
        {
            if (isLong)
            {
                text.Append('\n');
                Description(text, arguments[i].Description, indent + "  ");
                text.Append(indent).Append("  ");
            }
            else if (i > 0)
            {
                text.Append(", ");
            }

            InputValue(text, arguments[i]);
        }

        text.Append(isLong ? "\n" + indent : "").Append(')');
    }

    private static void InputValue(StringBuilder text, InputValueDefinition value)
    {
        text.Append(value.Name).Append(": ").Append(value.Type);
        if (value.DefaultValue is { } defaultValue)
        {
            text.Append(" = ").Append(ValuePrinter.Print(defaultValue));
        }

        Applied(text, value.Directives);
    }

    private static void Applied(StringBuilder text, IReadOnlyList<AppliedDirective> directives)
    {
        foreach (var directive in directives)
        {
            text.Append(" @").Append(directive.Name);
            if (directive.Node.Arguments.Count > 0)
            {
                text.Append('(')
                    .AppendJoin(", ", directive.Node.Arguments.Select(a => $"{a.Name}: {ValuePrinter.Print(a.Value)}"))
                    .Append(')');
            }
        }
    }

    // Quoted rather than in blocks: a block would lose leading and trailing blank lines.
    private static void Description(StringBuilder text, string? description, string indent)
    {
        if (description is not null)
        {
            text.Append(indent).Append(ValuePrinter.Quote(description)).Append('\n');
        }
    }
}
