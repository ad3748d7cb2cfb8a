namespace GraphQLEngine.Language;

/// <remarks>Spec (September 2025) §2.9, Input Values, and §2.11, Type References.</remarks>
internal ref partial struct Parser
{
    private ValueNode Value(bool isConst)
    {
        var location = _token.Location;
        switch (_token.Kind)
        {
            case TokenKind.Int:
                return new IntValueNode(location, Number());
            case TokenKind.Float:
                return new FloatValueNode(location, Number());
            case TokenKind.String or TokenKind.BlockString:
                return StringValue();
            case TokenKind.BracketOpen:
                return ListValue(isConst);
            case TokenKind.BraceOpen:
                return ObjectValue(isConst);
            case TokenKind.Dollar when isConst:
                throw Unexpected("a value without variables");
            case TokenKind.Dollar:
                return new VariableNode(location, VariableName());
            case TokenKind.Name:
                return Name() switch
                {
                    "true" => new BooleanValueNode(location, true),
                    "false" => new BooleanValueNode(location, false),
                    "null" => new NullValueNode(location),
                    var name => new EnumValueNode(location, name),
                };
            default:
                throw Unexpected("a value");
        }
    }

    private string Number()
    {
        var text = System.Text.Encoding.UTF8.GetString(Bytes);
        Advance();
        return text;
    }

    private StringValueNode StringValue()
    {
        var text = IsAt(TokenKind.BlockString) ? StringDecoder.DecodeBlock(Bytes[3..^3]) : StringDecoder.Decode(Bytes[1..^1]);
        var node = new StringValueNode(_token.Location, text);
        Advance();
        return node;
    }

    private ListValueNode ListValue(bool isConst)
    {
        var location = _token.Location;
        Enter();
        Advance();
        var items = new List<ValueNode>();
        while (!Skip(TokenKind.BracketClose))
        {
            items.Add(Value(isConst));
        }

        Leave();
        return new ListValueNode(location, items);
    }

    private ObjectValueNode ObjectValue(bool isConst)
    {
        var location = _token.Location;
        Enter();
        Advance();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceClose))
        {
            var fieldLocation = _token.Location;
            var name = Name("an input field's name or \"}\"");
            Expect(TokenKind.Colon, "\":\" and the input field's value");
            fields.Add(new ObjectFieldNode(fieldLocation, name, Value(isConst)));
        }

        Leave();
        return new ObjectValueNode(location, fields);
    }

    private TypeNode TypeReference()
    {
        var location = _token.Location;
        TypeNode type;
        if (IsAt(TokenKind.BracketOpen))
        {
            Enter();
            Advance();
            type = new ListTypeNode(location, TypeReference());
            Expect(TokenKind.BracketClose, "\"]\"");
            Leave();
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(location, type) : type;
    }

    private NamedTypeNode NamedType() => new(_token.Location, Name("a type's name"));
}
