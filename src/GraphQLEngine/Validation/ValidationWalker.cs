using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

/// <summary>The one walk over a document: keeps track of types and shows every rule each node once.</summary>
internal sealed class ValidationWalker(ValidationContext context, ValidationRule[] rules)
{
    private readonly (ValidationRule Rule, ValidationContext Context)[] _rules = [.. rules.Select(r => (r, context.For(r)))];

    public void Walk()
    {
        foreach (var (rule, own) in _rules)
        {
            rule.Document(context.Document, own);
        }

        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
            {
                Operation(operation);
            }
            else if (definition is FragmentDefinitionNode fragment)
            {
                Fragment(fragment);
            }
        }

        foreach (var (rule, own) in _rules)
        {
            if (!context.IsFull)
            {
                rule.End(context.Document, own);
            }
        }
    }

    private void Operation(OperationDefinitionNode operation)
    {
        context.Usages.Start(operation);
        foreach (var (rule, own) in _rules)
        {
            rule.Operation(operation, own);
        }

        foreach (var variable in operation.VariableDefinitions)
        {
            Variable(variable);
        }

        Directives(operation.Directives, operation.Operation switch
        {
            OperationKind.Query => DirectiveLocation.Query,
            OperationKind.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        });
        Selections(operation.SelectionSet, context.Schema.RootType(operation.Operation));
    }

    private void Variable(VariableDefinitionNode variable)
    {
        var type = context.Schema.Resolve(variable.Type);
        foreach (var (rule, own) in _rules)
        {
            rule.Variable(variable, type, own);
        }

        if (variable.DefaultValue is { } value)
        {
            Value(value, type is { IsInput: true } ? type : null, $"${variable.Name}", hasDefault: false, isOneOfField: false);
        }

        Directives(variable.Directives, DirectiveLocation.VariableDefinition);
    }

    private void Fragment(FragmentDefinitionNode fragment)
    {
        context.Usages.Start(fragment);
        foreach (var (rule, own) in _rules)
        {
            rule.Fragment(fragment, own);
        }

        Directives(fragment.Directives, DirectiveLocation.FragmentDefinition);
        Selections(fragment.SelectionSet, Condition(fragment.TypeCondition));
    }

    private CompositeType? Condition(NamedTypeNode node) => context.Schema.FindType(node.Name) as CompositeType;

    private void Selections(SelectionSetNode set, CompositeType? parent)
    {
        foreach (var selection in set.Selections)
        {
            if (context.IsFull)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    Field(field, parent);
                    break;
                case InlineFragmentNode inline:
                    foreach (var (rule, own) in _rules)
                    {
                        rule.InlineFragment(inline, parent, own);
                    }

                    Directives(inline.Directives, DirectiveLocation.InlineFragment);
                    Selections(inline.SelectionSet, inline.TypeCondition is { } condition ? Condition(condition) : parent);
                    break;
                case FragmentSpreadNode spread:
                    foreach (var (rule, own) in _rules)
                    {
                        rule.Spread(spread, parent, own);
                    }

                    Directives(spread.Directives, DirectiveLocation.FragmentSpread);
                    break;
            }
        }
    }

    private void Field(FieldNode field, CompositeType? parent)
    {
        var definition = parent is null ? null : context.Schema.FindField(parent, field.Name);
        foreach (var (rule, own) in _rules)
        {
            rule.Field(field, parent, definition, own);
        }

        Arguments(field, field.Arguments, definition?.Arguments, $"{parent?.Name}.{field.Name}");
        Directives(field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is { } set)
        {
            Selections(set, definition?.Type.Named as CompositeType);
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var (rule, own) in _rules)
        {
            rule.Directives(directives, location, own);
        }

        foreach (var directive in directives)
        {
            var definition = context.Schema.FindDirective(directive.Name);
            Arguments(directive, directive.Arguments, definition?.Arguments, $"@{directive.Name}");
        }
    }

    private void Arguments(
        SyntaxNode owner, IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValueDefinition>? definitions, string ownerName)
    {
        foreach (var (rule, own) in _rules)
        {
            rule.Arguments(owner, arguments, definitions, ownerName, own);
        }

        foreach (var argument in arguments)
        {
            var definition = definitions is null ? null : InputValueDefinition.Find(definitions, argument.Name);
            Value(argument.Value, definition?.Type, argument.Name, definition?.DefaultValue is not null, isOneOfField: false);
        }
    }

    private void Value(ValueNode value, GraphQLType? type, string name, bool hasDefault, bool isOneOfField)
    {
        if (value is VariableNode variable)
        {
            context.Usages.Add(variable, type, hasDefault, isOneOfField);
            return;
        }

        if (type is not null)
        {
            foreach (var (rule, own) in _rules)
            {
                rule.Value(value, type, name, own);
            }
        }

        switch (value)
        {
            case ListValueNode list:
                var itemType = (type?.Nullable as ListType)?.OfType;
                foreach (var item in list.Items)
                {
                    Value(item, itemType, name, hasDefault: false, isOneOfField: false);
                }

                break;
            case ObjectValueNode o:
                Object(o, SingleItem(type) as InputObjectType, name);
                break;
        }
    }

    private void Object(ObjectValueNode value, InputObjectType? type, string name)
    {
        foreach (var (rule, own) in _rules)
        {
            rule.ObjectValue(value, own);
        }

        if (type is not null)
        {
            foreach (var (rule, own) in _rules)
            {
                rule.ObjectValue(value, type, name, own);
            }
        }

        foreach (var field in value.Fields)
        {
            var definition = type?.FindField(field.Name);
            Value(
                field.Value, definition?.Type, $"{name}.{field.Name}", definition?.DefaultValue is not null, type is { IsOneOf: true });
        }
    }

    // A single value may stand for a list of one.
    internal static GraphQLType? SingleItem(GraphQLType? type)
    {
        type = type?.Nullable;
        while (type is ListType list)
        {
            type = list.OfType.Nullable;
        }

        return type;
    }
}
