using System.Globalization;
using System.Text;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>
/// Makes documents that ask for anything the schema offers. Without slips they are valid but for some merges of fields;
/// with slips a few of the many decisions are taken wrongly, each breaking one rule or another.
/// </summary>
internal sealed class DocumentGenerator
{
    private const int MaxDepth = 5;

    private readonly GraphQLSchema _schema;
    private readonly Chance _chance;
    private readonly ValueGenerator _values;
    private readonly StringBuilder _text = new();
    private readonly List<DeclaredVariable> _variables = [];
    private readonly List<NamedFragment> _fragments = [];
    private readonly List<(string Parent, string Head, FieldDefinition Field)> _written = [];
    private bool _mayUseVariables;
    private bool _hasIntrospection;
    private bool _isFragment;
    private int _fragmentFloor;
    private int _names;
    private int _size;

    public DocumentGenerator(GraphQLSchema schema, Chance chance)
    {
        _schema = schema;
        _chance = chance;
        _values = new ValueGenerator(chance);
    }

    public Request Make(string kind, string seed)
    {
        var operations = _chance.OneIn(10) ? 2 : 1;
        var names = Enumerable.Range(0, operations)
            .Select(i => operations == 1 && _chance.OneIn(2) ? null : _chance.Slip(8) ? "Same" : Text($"Op{i}"))
            .ToList();
        if (operations > 1 && _chance.Slip(6))
        {
            names[0] = null;
        }

        _mayUseVariables = operations == 1;
        if (_chance.OneIn(20))
        {
            _text.Append('\uFEFF');
        }

        foreach (var name in names)
        {
            Operation(name);
        }

        for (var i = 0; i < _fragments.Count; i++)
        {
            WriteFragment(i);
        }

        Extras();
        var faults = _chance.Pick([0, 0, 2, 5, 15, 40]);
        return new Request(kind, _text.ToString(), operations == 1 ? Variables() : null, Chosen(names), seed, faults);
    }

    private static string? Chosen(List<string?> names) => names.Count > 1 ? names[^1] : null;

    private void Operation(string? name)
    {
        var (kind, type) = _chance.Below(20) switch
        {
            < 3 => ("mutation", _schema.MutationType!),
            3 => ("subscription", _schema.SubscriptionType!),
            _ => ("query", _schema.QueryType),
        };
        var head = new StringBuilder();
        _variables.Clear();

        // The selections come first: they decide which variables there are.
        var start = _text.Length;
        _isFragment = false;
        if (kind == "subscription" && !_chance.Slip(6))
        {
            SelectOne(type);
        }
        else
        {
            Selections(type, 0);
        }

        var fragmentsFrom = _fragments.Count == 0 ? -1 : 0;
        if (fragmentsFrom == 0 && _mayUseVariables)
        {
            WriteFragmentsAhead();
        }

        var isShort = kind == "query" && name is null && _variables.Count == 0 && _chance.OneIn(2);
        if (!isShort)
        {
            if (_chance.OneIn(15))
            {
                head.Append(_chance.Pick(["\"Described.\" ", "\"\"\"\nDescribed\n\"\"\"\n"]));
            }

            head.Append(kind).Append(name is null ? "" : $" {name}").Append(VariableDefinitions());
            head.Append(Directives(kind.ToUpperInvariant()));
        }

        head.Append(isShort ? "" : " ");
        _text.Insert(start, head.ToString());
    }

    // A fragment's variables belong to the only operation: its text is made before the operation's head.
    private void WriteFragmentsAhead()
    {
        for (var i = 0; i < _fragments.Count; i++)
        {
            _fragments[i].Body ??= Body(i);
        }
    }

    private string Body(int index)
    {
        var start = _text.Length;
        (_isFragment, _fragmentFloor) = (true, index + 1);
        Selections(_fragments[index].Type, 2);
        var body = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return body;
    }

    private void WriteFragment(int index)
    {
        var fragment = _fragments[index];
        var body = fragment.Body ??= Body(index);
        var condition = _chance.Slip() ? _chance.Pick(["Size", "Filter", "Unknown", "Int", "Query"]) : fragment.Type.Name;
        var description = _chance.OneIn(15) ? "\"A fragment.\" " : "";
        _text.Append(description).Append("fragment ").Append(fragment.Name).Append(" on ").Append(condition)
            .Append(Directives("FRAGMENT_DEFINITION")).Append(' ').Append(body);
    }

    // Mistakes of the document as a whole.
    private void Extras()
    {
        if (_chance.Slip(12))
        {
            _text.Append("fragment Unused on ").Append(_chance.Pick(["Person", "Node", "Thing"])).Append(" {\n  __typename\n}\n");
        }

        if (_chance.Slip(12))
        {
            _text.Append(
                _chance.Pick(
                    [
                        "type Extra { a: Int }\n", "extend type Query { extra: Int }\n", "scalar Extra\n", "directive @extra on FIELD\n",
                        "schema { query: Query }\n"
                    ]));
        }

        if (_fragments.Count > 0 && _chance.Slip(12))
        {
            var copied = _fragments[^1];
            _text.Append("fragment ").Append(copied.Name).Append(" on ").Append(copied.Type.Name).Append(' ').Append(copied.Body);
        }

        if (_chance.Slip(15))
        {
            _text.Append("fragment Cycle on Person {\n  ...Cycle\n}\n");
        }

        if (_chance.Slip(15))
        {
            _text.Append("fragment Ring1 on Person {\n  boss {\n    ...Ring2\n  }\n}\nfragment Ring2 on Person {\n  name\n  ...Ring1\n}\n");
        }
    }

    private void SelectOne(CompositeType type)
    {
        _text.Append("{\n");
        Field(type, ((FieldsType)type).Fields[_chance.Below(((FieldsType)type).Fields.Count)], 1);
        _text.Append("}\n");
    }

    private void Selections(CompositeType type, int depth)
    {
        _text.Append("{\n");
        var count = depth >= MaxDepth ? 1 : 1 + _chance.Below(depth == 0 ? 5 : 4);
        for (var i = 0; i < count; i++)
        {
            Selection(type, depth + 1);
        }

        Indent(depth).Append("}\n");
    }

    private void Selection(CompositeType type, int depth)
    {
        if (_chance.OneIn(60))
        {
            Indent(depth).Append(_chance.Pick(["# a comment, é 😀 \"\"\" {\n", "#\r\n", ",,,\n", "\t\uFEFF\n"]));
        }

        _size++;
        var isDeep = depth > MaxDepth || _size > 60;
        var fields = (type as FieldsType)?.Fields;
        if (!isDeep && _chance.Percent(fields is null ? 80 : 18))
        {
            FragmentSelection(type, depth);
        }
        else if (type == _schema.QueryType && !_hasIntrospection && _chance.OneIn(12))
        {
            IntrospectionRoot(depth);
        }
        else if (fields is null || _chance.OneIn(12))
        {
            Indent(depth).Append(_chance.OneIn(3) ? "kind: " : "").Append("__typename").Append(Directives("FIELD")).Append('\n');
        }
        else if (_chance.OneIn(6) && _written.FindAll(w => w.Parent == type.Name) is { Count: > 0 } same)
        {
            var again = _chance.Pick(same);
            if (again.Field.Type.Named is not CompositeType || !isDeep)
            {
                WriteField(again.Head + Directives("FIELD"), again.Field, depth);
            }
            else
            {
                Indent(depth).Append("__typename\n");
            }
        }
        else
        {
            var leaves = fields.Where(f => f.Type.Named.IsLeaf).ToList();
            Field(type, isDeep && leaves.Count > 0 ? _chance.Pick(leaves) : _chance.Pick(fields), depth);
        }
    }

    private void Field(CompositeType parent, FieldDefinition field, int depth)
    {
        var arguments = Arguments(field.Arguments);
        var name = _chance.Slip() ? _chance.Pick(["unknown", "nme", "__schema", "peer", "title"]) : field.Name;
        var alias = _chance.Slip()
            ? $"{_chance.Pick(["name", "id", "count"])}: "
            : arguments.Length > 0 || _chance.OneIn(10)
                ? Text($"a{_names++}: ")
                : IsAmbiguous(field) ? $"{field.Name}{parent.Name}: " : "";
        var head = $"{alias}{name}{arguments}";
        if (name == field.Name)
        {
            _written.Add((parent.Name, head, field));
        }

        WriteField(head + Directives("FIELD"), field, depth);
        if (_chance.Slip(60))
        {
            // The same response name with other arguments, or for another field.
            var other = _chance.OneIn(2) ? $"{field.Name}: __typename" : $"{alias}{name}(v: 1)";
            Indent(depth).Append(other).Append('\n');
        }
    }

    private void WriteField(string head, FieldDefinition field, int depth)
    {
        Indent(depth).Append(head);
        var isComposite = field.Type.Named is CompositeType;
        if (_chance.Slip(40))
        {
            isComposite = !isComposite;
        }

        if (!isComposite)
        {
            _text.Append('\n');
            return;
        }

        _text.Append(' ');
        Selections(field.Type.Named as CompositeType ?? (CompositeType)_schema.FindType("Person")!, depth);
    }

    // Whether types disagree on this field, so that fragments on them could not be merged.
    private bool IsAmbiguous(FieldDefinition field) => _schema.Types.OfType<FieldsType>()
        .Any(t => t.FindField(field.Name) is { } other && other.Type.ToString() != field.Type.ToString());

    private void FragmentSelection(CompositeType parent, int depth)
    {
        if (_chance.Slip())
        {
            Indent(depth).Append("...").Append(_chance.Pick(["Unknown", "Cycle", "Ring1", "Frag0"])).Append('\n');
            return;
        }

        if (parent is not FieldsType || !_chance.OneIn(5))
        {
            var type = _chance.Slip() ? Composite() : _chance.Pick(Overlapping(parent));
            if (_chance.OneIn(3) && _size < 40 && _fragments.Count < 6)
            {
                Spread(type, depth);
                return;
            }

            var condition = _chance.Slip() ? _chance.Pick(["Size", "Filter", "Unknwon", "Int"]) : type.Name;
            Indent(depth).Append("... on ").Append(condition).Append(Directives("INLINE_FRAGMENT")).Append(' ');
            Selections(type, depth);
            return;
        }

        Indent(depth).Append("...").Append(Directives("INLINE_FRAGMENT")).Append(' ');
        Selections(parent, depth);
    }

    // A fragment made before, of those that may follow this one, or a new one.
    private void Spread(CompositeType type, int depth)
    {
        var from = _isFragment ? _fragmentFloor : 0;
        var known = _fragments.Skip(_chance.Slip() ? 0 : from).Where(f => f.Type == type).ToList();
        NamedFragment fragment;
        if (known.Count > 0 && _chance.OneIn(2))
        {
            fragment = _chance.Pick(known);
        }
        else
        {
            fragment = new NamedFragment(Text($"Frag{_fragments.Count}"), type);
            _fragments.Add(fragment);
        }

        Indent(depth).Append("...").Append(_chance.OneIn(10) ? " " : "").Append(fragment.Name)
            .Append(Directives("FRAGMENT_SPREAD")).Append('\n');
    }

    private CompositeType Composite() => _chance.Pick(_schema.Types.OfType<CompositeType>().Where(t => !t.IsBuiltIn).ToList());

    private List<CompositeType> Overlapping(CompositeType parent) =>
        [.. _schema.Types.OfType<CompositeType>().Where(t => !t.IsBuiltIn && t.PossibleTypes.Intersect(parent.PossibleTypes).Any())];

    // introspection: without aliases, since the order of some of its lists is free

    private void IntrospectionRoot(int depth)
    {
        _hasIntrospection = true;
        if (_chance.OneIn(2))
        {
            Indent(depth).Append("__schema ");
            Introspection((CompositeType)_schema.FindType("__Schema")!, depth, 0, 0, false);
        }
        else
        {
            var name = _chance.OneIn(8) ? "Missing" : _chance.Pick(_schema.Types.Where(t => !t.IsBuiltIn).ToList()).Name;
            Indent(depth).Append(Text($"type{_names++}: __type(name: \"")).Append(name).Append("\") ");
            Introspection((CompositeType)_schema.FindType("__Type")!, depth, 0, 0, true);
        }
    }

    private void Introspection(CompositeType type, int depth, int level, int lists, bool isOurOwn)
    {
        _text.Append("{\n");
        Indent(depth + 1).Append("__typename\n");
        if (type.FindField("name") is not null)
        {
            Indent(depth + 1).Append("name\n"); // tells what is built in from what the schema defines
        }

        foreach (var field in ((FieldsType)type).Fields.Where(_ => _chance.Percent(level == 0 ? 45 : 25)))
        {
            // The descriptions of what is built in are each implementation's own.
            var isList = field.Type.Named is CompositeType && field.Type.Nullable is ListType;
            if ((field.Name == "description" && !isOurOwn) || (level > 4 && !field.Type.Named.IsLeaf) || (isList && lists == 3))
            {
                continue;
            }

            Indent(depth + 1).Append(field.Name)
                .Append(field.Arguments.Count > 0 && _chance.OneIn(2) ? $"(includeDeprecated: {_chance.Pick(["true", "false"])})" : "");
            if (field.Type.Named is CompositeType inner)
            {
                _text.Append(' ');
                Introspection(inner, depth + 1, level + 1, lists + (isList ? 1 : 0), isOurOwn && inner.Name != "__Type");
            }
            else
            {
                _text.Append('\n');
            }
        }

        Indent(depth).Append("}\n");
    }

    private string Arguments(IReadOnlyList<InputValueDefinition> definitions)
    {
        var written = definitions
            .Where(d => d.IsRequired ? !_chance.Slip() : _chance.Percent(60))
            .Select(d => $"{d.Name}: {_values.Literal(d.Type, Variable, d.DefaultValue is not null)}")
            .ToList();
        if (_chance.Slip(40))
        {
            written.Add(_chance.Pick(["unknown: 1", "vv: $undeclared", "first: null", "unknown: {a: [$v0]}"]));
        }

        if (written.Count > 0 && _chance.Slip(30))
        {
            written.Add(written[0]);
        }

        return written.Count == 0 ? "" : $"({string.Join(_chance.Pick([", ", " ", "\n"]), written)})";
    }

    private string Directives(string location)
    {
        var text = new StringBuilder();
        if (location is "FIELD" or "INLINE_FRAGMENT" or "FRAGMENT_SPREAD" && _chance.OneIn(12))
        {
            var isSkip = _chance.OneIn(2);
            var value =
                Variable(new NonNullType(_schema.FindType("Boolean")!), false, 40)
                    ?? _chance.Pick<string>(isSkip ? ["false", "false", "true"] : ["true", "true", "false"]);
            text.Append(isSkip ? " @skip(if: " : " @include(if: ").Append(value).Append(')');
        }

        while (_chance.OneIn(25))
        {
            var fitting = _schema.Directives.Where(d => d.Name is "note" or "onQuery" or "onField" or "onFragment" or "onVariable"
                && d.Locations.Any(l => l.ToString()
                    .Replace("_", "", StringComparison.Ordinal)
                    .Equals(location.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))).ToList();
            var uses = fitting.Where(d => d.IsRepeatable || !text.ToString().Contains($"@{d.Name}", StringComparison.Ordinal)).ToList();
            if (uses.Count > 0)
            {
                var directive = _chance.Pick(uses);
                text.Append(" @").Append(directive.Name).Append(location == "VARIABLE_DEFINITION" ? "" : Arguments(directive.Arguments));
            }
        }

        if (_chance.Slip(40))
        {
            text.Append(
                _chance.Pick(
                    [
                        " @unknown", " @unknown(a: 1)", " @onQuery(flag: true)", " @onField", " @onField(must: 1, must: 2)",
                        " @onField(must: null)", " @skip(if: true) @skip(if: true)", " @include", " @deprecated",
                        " @onFragment @onFragment", " @note(text: 1)", " @note(text: null) @note", " @onSchema", " @skip(if: \"true\")",
                        " @onVariable"
                    ]));
        }

        return text.ToString();
    }

    private string? Variable(GraphQLType type, bool hasDefault) => Variable(type, hasDefault, 12);

    private string? Variable(GraphQLType type, bool hasDefault, int percent)
    {
        if (!_mayUseVariables || !_chance.Percent(percent))
        {
            return null;
        }

        if (_chance.Slip(15))
        {
            return _chance.Pick(["$undeclared", "$v0"]);
        }

        if (_variables.FindAll(v => v.Type.ToString() == type.ToString()) is { Count: > 0 } same && _chance.OneIn(2))
        {
            return $"${_chance.Pick(same).Name}";
        }

        var declared = type;
        string? literal = null;
        if (type.IsNonNull && _chance.Slip(8))
        {
            declared = type.Nullable;
        }
        else if (_chance.Slip(15))
        {
            declared = _chance.Pick<GraphQLType>([.. _schema.Types.Where(t => t.IsInput && !t.IsBuiltIn)]);
        }
        else if (!type.IsNonNull && _chance.OneIn(4))
        {
            declared = new NonNullType(type);
        }
        else if (type.IsNonNull && hasDefault && _chance.OneIn(2))
        {
            declared = type.Nullable;
        }
        else if (type.IsNonNull && _chance.OneIn(4))
        {
            declared = type.Nullable;
            do
            {
                literal = _values.Literal(declared, static (_, _) => null);
            }
            while (literal == "null");
        }

        if (literal is null && _chance.OneIn(5))
        {
            literal = _values.Literal(declared, static (_, _) => null);
        }

        var variable = new DeclaredVariable(Text($"v{_variables.Count}"), declared, literal);
        _variables.Add(variable);
        return $"${variable.Name}";
    }

    private string VariableDefinitions()
    {
        var written = _variables
            .Where(_ => !_chance.Slip(20))
            .Select(v =>
                $"{(_chance.OneIn(20) ? "\"A variable.\" " : "")}${v.Name}: {(_chance.Slip() ? _chance.Pick(["Unknown", "Person", "[Thing!]", "Strng!"]) : v.Type)}{(v.Default is null ? "" : $" = {v.Default}")}{Directives("VARIABLE_DEFINITION")}")
            .ToList();
        if (_chance.Slip())
        {
            written.Add("$unused: Int");
        }

        if (written.Count > 0 && _chance.Slip())
        {
            written.Add(written[0]);
        }

        return written.Count == 0 ? "" : $"({string.Join(_chance.Pick([", ", "\n"]), written)})";
    }

    private string? Variables()
    {
        if (_variables.Count == 0)
        {
            return _chance.OneIn(4) ? "{}" : null;
        }

        var wrong = _chance.OneIn(3) ? 6 : 0;
        var given = _variables
            .Where(v => !_chance.Percent(v.Type.IsNonNull && v.Default is null ? 3 : 30))
            .Select(v => $"\"{v.Name}\":{_values.Json(v.Type, wrong)}");
        return $"{{{string.Join(',', given)}}}";
    }

    private StringBuilder Indent(int depth) => _text.Append(' ', depth * 2);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record DeclaredVariable(string Name, GraphQLType Type, string? Default);

    private sealed record NamedFragment(string Name, CompositeType Type)
    {
        public string? Body { get; set; }
    }
}
