using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <summary>
/// One rule of the specification. All rules share one walk over the document; each overrides what it needs to see.
/// A definition or type that the document gets wrong is null, and is reported by the rule it concerns only.
/// </summary>
internal abstract class ValidationRule
{
    // as the specification names it
    public string Name => GetType().Name[..^"Rule".Length];

    public virtual void Document(DocumentNode document, ValidationContext context)
    {
    }

    public virtual void Operation(OperationDefinitionNode operation, ValidationContext context)
    {
    }

    public virtual void Fragment(FragmentDefinitionNode fragment, ValidationContext context)
    {
    }

    public virtual void Variable(VariableDefinitionNode variable, GraphQLType? type, ValidationContext context)
    {
    }

    public virtual void Field(FieldNode field, CompositeType? parent, FieldDefinition? definition, ValidationContext context)
    {
    }

    public virtual void InlineFragment(InlineFragmentNode fragment, CompositeType? parent, ValidationContext context)
    {
    }

    public virtual void Spread(FragmentSpreadNode spread, CompositeType? parent, ValidationContext context)
    {
    }

    public virtual void Directives(
        IReadOnlyList<DirectiveNode> directives, DirectiveLocation location, ValidationContext context)
    {
    }

    // The arguments of a field or directive; definitions is null when that is unknown.
    public virtual void Arguments(
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyList<InputValueDefinition>? definitions,
        string ownerName,
        ValidationContext context)
    {
    }

    // A value where a type is expected. The parts of lists and objects follow, each with its own type.
    public virtual void Value(ValueNode value, GraphQLType type, string name, ValidationContext context)
    {
    }

    // Any object, even where no input object is expected.
    public virtual void ObjectValue(ObjectValueNode value, ValidationContext context)
    {
    }

    public virtual void ObjectValue(ObjectValueNode value, InputObjectType type, string name, ValidationContext context)
    {
    }

    // After everything else, when all uses of variables and fragments are known.
    public virtual void End(DocumentNode document, ValidationContext context)
    {
    }
}
