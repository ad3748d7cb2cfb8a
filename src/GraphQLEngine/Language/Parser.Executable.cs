namespace GraphQLEngine.Language;

/// <remarks>Spec (September 2025) §2.2 to §2.8 and §2.10 to §2.13.</remarks>
internal ref partial struct Parser
{
    private OperationDefinitionNode OperationDefinition(string? description)
    {
        var location = _token.Location;
        if (IsAt(TokenKind.BraceOpen))
        {
            return new OperationDefinitionNode(location, OperationKind.Query, null, null, [], [], SelectionSet());
        }

        var kind = Operation();
        var name = IsAt(TokenKind.Name) ? Name() : null;
        var variables = VariableDefinitions();
        var directives = Directives(isConst: false);
        return new OperationDefinitionNode(location, kind, name, description, variables, directives, SelectionSet());
    }

    private OperationKind Operation()
    {
        OperationKind? kind = IsAt(TokenKind.Name)
            ? Text switch
            {
                "query" => OperationKind.Query,
                "mutation" => OperationKind.Mutation,
                "subscription" => OperationKind.Subscription,
                _ => null,
            }
            : null;
        if (kind is null)
        {
            throw Unexpected("\"query\", \"mutation\" or \"subscription\"");
        }

        Advance();
        return kind.Value;
    }

    private FragmentDefinitionNode FragmentDefinition(string? description)
    {
        var location = _token.Location;
        ExpectKeyword("fragment");
        if (IsAtKeyword("on"u8))
        {
            throw Unexpected("a fragment name other than \"on\"");
        }

        var name = Name("a fragment name");
        ExpectKeyword("on");
        var type = NamedType();
        var directives = Directives(isConst: false);
        return new FragmentDefinitionNode(location, name, description, type, directives, SelectionSet());
    }

    private IReadOnlyList<VariableDefinitionNode> VariableDefinitions()
    {
        if (!Skip(TokenKind.ParenOpen))
        {
            return [];
        }

        var variables = new List<VariableDefinitionNode>();
        do
        {
            var description = Description();
            var location = _token.Location;
            var name = VariableName();
            Expect(TokenKind.Colon, "\":\" and the variable's type");
            var type = TypeReference();
            var defaultValue = Skip(TokenKind.Equals) ? Value(isConst: true) : null;
            var directives = Directives(isConst: true);
            variables.Add(new VariableDefinitionNode(location, name, description, type, defaultValue, directives));
        }
        while (!Skip(TokenKind.ParenClose));
        return variables;
    }

    private string VariableName()
    {
        Expect(TokenKind.Dollar, "a variable such as \"$name\"");
        return Name("a variable's name");
    }

    private SelectionSetNode SelectionSet()
    {
        var location = _token.Location;
        Enter();
        Expect(TokenKind.BraceOpen, "\"{\"");
        var selections = new List<SelectionNode>();
        do
        {
            selections.Add(Selection());
        }
        while (!Skip(TokenKind.BraceClose));
        Leave();
        return new SelectionSetNode(location, selections);
    }

    private SelectionNode Selection()
    {
        var location = _token.Location;
        return Skip(TokenKind.Spread) ? FragmentSelection(location) : Field();
    }

    private FieldNode Field()
    {
        var location = _token.Location;
        var name = Name("a field, \"...\" or \"}\"");
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            (alias, name) = (name, Name("the field that the alias stands for"));
        }

        var arguments = Arguments(isConst: false);
        var directives = Directives(isConst: false);
        var selectionSet = IsAt(TokenKind.BraceOpen) ? SelectionSet() : null;
        return new FieldNode(location, alias, name, arguments, directives, selectionSet);
    }

    private SelectionNode FragmentSelection(SourceLocation location)
    {
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && IsAt(TokenKind.Name))
        {
            var name = Name();
            return new FragmentSpreadNode(location, name, Directives(isConst: false));
        }

        var type = hasCondition ? NamedType() : null;
        var directives = Directives(isConst: false);
        return new InlineFragmentNode(location, type, directives, SelectionSet());
    }

    private IReadOnlyList<ArgumentNode> Arguments(bool isConst)
    {
        if (!Skip(TokenKind.ParenOpen))
        {
            return [];
        }

        var arguments = new List<ArgumentNode>();
        do
        {
            var location = _token.Location;
            var name = Name("an argument's name");
            Expect(TokenKind.Colon, "\":\" and the argument's value");
            arguments.Add(new ArgumentNode(location, name, Value(isConst)));
        }
        while (!Skip(TokenKind.ParenClose));
        return arguments;
    }

    private IReadOnlyList<DirectiveNode> Directives(bool isConst)
    {
        if (!IsAt(TokenKind.At))
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (IsAt(TokenKind.At))
        {
            var location = _token.Location;
            Advance();
            var name = Name("a directive's name");
            directives.Add(new DirectiveNode(location, name, Arguments(isConst)));
        }

        return directives;
    }
}
