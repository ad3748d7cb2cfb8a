namespace GraphQLEngine.Language;

/// <remarks>Spec (September 2025) §3, Type System.</remarks>
internal ref partial struct Parser
{
    private DefinitionNode Extension()
    {
        ExpectKeyword("extend");
        if (IsAtKeyword("directive"u8))
        {
            throw Unexpected("a type or \"schema\" to extend");
        }

        return TypeSystemDefinition(null, isExtension: true);
    }

    private DefinitionNode TypeSystemDefinition(string? description, bool isExtension)
    {
        switch (IsAt(TokenKind.Name) ? Text : "")
        {
            case "schema": return SchemaDefinition(description, isExtension);
            case "scalar": return ScalarType(description, isExtension);
            case "type": return ObjectType(description, isExtension);
            case "interface": return InterfaceType(description, isExtension);
            case "union": return UnionType(description, isExtension);
            case "enum": return EnumType(description, isExtension);
            case "input": return InputObjectType(description, isExtension);
            case "directive": return DirectiveDefinition(description);
            default: throw Unexpected(isExtension ? "a type or \"schema\" to extend" : "a definition");
        }
    }

    private SchemaDefinitionNode SchemaDefinition(string? description, bool isExtension)
    {
        var location = _token.Location;
        ExpectKeyword("schema");
        var directives = Directives(isConst: true);
        var roots = new List<RootTypeNode>();
        if (!isExtension || IsAt(TokenKind.BraceOpen))
        {
            Expect(TokenKind.BraceOpen, "\"{\"");
            do
            {
                var rootLocation = _token.Location;
                var operation = Operation();
                Expect(TokenKind.Colon, "\":\" and the root type");
                roots.Add(new RootTypeNode(rootLocation, operation, NamedType()));
            }
            while (!Skip(TokenKind.BraceClose));
        }

        RequireContent(isExtension, directives.Count + roots.Count);
        return new SchemaDefinitionNode(location, description, directives, roots, isExtension);
    }

    private ScalarTypeDefinitionNode ScalarType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var directives = Directives(isConst: true);
        RequireContent(isExtension, directives.Count);
        return new ScalarTypeDefinitionNode(location, name, description, directives, isExtension);
    }

    private ObjectTypeDefinitionNode ObjectType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldDefinitions();
        RequireContent(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new ObjectTypeDefinitionNode(location, name, description, interfaces, directives, fields, isExtension);
    }

    private InterfaceTypeDefinitionNode InterfaceType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(isConst: true);
        var fields = FieldDefinitions();
        RequireContent(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new InterfaceTypeDefinitionNode(location, name, description, interfaces, directives, fields, isExtension);
    }

    private UnionTypeDefinitionNode UnionType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var directives = Directives(isConst: true);
        var members = new List<NamedTypeNode>();
        if (Skip(TokenKind.Equals))
        {
            Skip(TokenKind.Pipe);
            do
            {
                members.Add(NamedType());
            }
            while (Skip(TokenKind.Pipe));
        }

        RequireContent(isExtension, directives.Count + members.Count);
        return new UnionTypeDefinitionNode(location, name, description, directives, members, isExtension);
    }

    private EnumTypeDefinitionNode EnumType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var directives = Directives(isConst: true);
        var values = new List<EnumValueDefinitionNode>();
        if (Skip(TokenKind.BraceOpen))
        {
            do
            {
                values.Add(EnumValueDefinition());
            }
            while (!Skip(TokenKind.BraceClose));
        }

        RequireContent(isExtension, directives.Count + values.Count);
        return new EnumTypeDefinitionNode(location, name, description, directives, values, isExtension);
    }

    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var description = Description();
        var location = _token.Location;
        if (IsAtKeyword("true"u8) || IsAtKeyword("false"u8) || IsAtKeyword("null"u8))
        {
            throw Unexpected("an enum value other than true, false and null");
        }

        var name = Name("an enum value");
        return new EnumValueDefinitionNode(location, name, description, Directives(isConst: true));
    }

    private InputObjectTypeDefinitionNode InputObjectType(string? description, bool isExtension)
    {
        Advance();
        var (location, name) = TypeName();
        var directives = Directives(isConst: true);
        var fields = InputValueDefinitions(TokenKind.BraceOpen, TokenKind.BraceClose);
        RequireContent(isExtension, directives.Count + fields.Count);
        return new InputObjectTypeDefinitionNode(location, name, description, directives, fields, isExtension);
    }

    private DirectiveDefinitionNode DirectiveDefinition(string? description)
    {
        Advance();
        var location = _token.Location;
        Expect(TokenKind.At, "\"@\" and the directive's name");
        var name = Name("the directive's name");
        var arguments = InputValueDefinitions(TokenKind.ParenOpen, TokenKind.ParenClose);
        var isRepeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on");
        Skip(TokenKind.Pipe);
        var locations = new List<DirectiveLocation>();
        do
        {
            locations.Add(DirectiveLocationName());
        }
        while (Skip(TokenKind.Pipe));
        return new DirectiveDefinitionNode(location, name, description, arguments, isRepeatable, locations);
    }

    private DirectiveLocation DirectiveLocationName()
    {
        if (IsAt(TokenKind.Name) && DirectiveLocationNames.TryParse(Text, out var location))
        {
            Advance();
            return location;
        }

        throw Unexpected("a directive location such as FIELD_DEFINITION");
    }

    private (SourceLocation Location, string Name) TypeName() => (_token.Location, Name("a type's name"));

    private IReadOnlyList<NamedTypeNode> ImplementsInterfaces()
    {
        if (!SkipKeyword("implements"u8))
        {
            return [];
        }

        Skip(TokenKind.Ampersand);
        var interfaces = new List<NamedTypeNode>();
        do
        {
            interfaces.Add(NamedType());
        }
        while (Skip(TokenKind.Ampersand));
        return interfaces;
    }

    private IReadOnlyList<FieldDefinitionNode> FieldDefinitions()
    {
        if (!Skip(TokenKind.BraceOpen))
        {
            return [];
        }

        var fields = new List<FieldDefinitionNode>();
        do
        {
            var description = Description();
            var location = _token.Location;
            var name = Name("a field's name");
            var arguments = InputValueDefinitions(TokenKind.ParenOpen, TokenKind.ParenClose);
            Expect(TokenKind.Colon, "\":\" and the field's type");
            var type = TypeReference();
            fields.Add(new FieldDefinitionNode(location, name, description, arguments, type, Directives(isConst: true)));
        }
        while (!Skip(TokenKind.BraceClose));
        return fields;
    }

    private IReadOnlyList<InputValueDefinitionNode> InputValueDefinitions(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
        {
            return [];
        }

        var values = new List<InputValueDefinitionNode>();
        do
        {
            var description = Description();
            var location = _token.Location;
            var name = Name("an argument's or input field's name");
            Expect(TokenKind.Colon, "\":\" and its type");
            var type = TypeReference();
            var defaultValue = Skip(TokenKind.Equals) ? Value(isConst: true) : null;
            var directives = Directives(isConst: true);
            values.Add(new InputValueDefinitionNode(location, name, description, type, defaultValue, directives));
        }
        while (!Skip(close));
        return values;
    }

    // Grammar: an extension that adds nothing is not an extension.
    private readonly void RequireContent(bool isExtension, int count)
    {
        if (isExtension && count == 0)
        {
            throw Unexpected("something that the extension adds");
        }
    }
}
