using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>Which fields of the contract a document asks for.</summary>
internal static class AskedFields
{
    /// <summary>Each as <c>Type.field</c>; a field of an interface under the interface and what it stands for.</summary>
    public static IEnumerable<string> Of(GraphQLSchema schema, string document)
    {
        var definitions = GraphQLParser.Parse(document).Definitions;
        return definitions.OfType<OperationDefinitionNode>().SelectMany(operation =>
            In(schema.RootType(operation.Operation)!, operation.SelectionSet, schema, [.. definitions.OfType<FragmentDefinitionNode>()]));
    }

    private static IEnumerable<string> In(CompositeType type, SelectionSetNode set, GraphQLSchema schema, FragmentDefinitionNode[] fragments) =>
        set.Selections.SelectMany(selection => selection switch
        {
            FieldNode { Name: "__typename" } => [],
            FieldNode field when schema.FindField(type, field.Name) is { } definition =>
            [
                .. (type is ObjectType ? [type] : type.PossibleTypes.Prepend(type)).Select(one => $"{one.Name}.{field.Name}"),
                .. field.SelectionSet is { } inner ? In((CompositeType)definition.Type.Named, inner, schema, fragments) : [],
            ],
            InlineFragmentNode inline => In(
                inline.TypeCondition is { } condition ? Composite(schema, condition) : type, inline.SelectionSet, schema, fragments),
            FragmentSpreadNode spread when fragments.Single(fragment => fragment.Name == spread.Name) is var fragment =>
                In(Composite(schema, fragment.TypeCondition), fragment.SelectionSet, schema, fragments),
            _ => throw new InvalidOperationException($"{type.Name} lacks a field that the document asks for."),
        });

    private static CompositeType Composite(GraphQLSchema schema, NamedTypeNode name) => (CompositeType)schema.FindType(name.Name)!;
}
