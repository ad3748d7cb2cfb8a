using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <summary>
/// Measures each operation with its fragments expanded, without expanding them: every fragment is measured once, those it
/// spreads before it.
/// </summary>
internal sealed class DocumentLimits(ValidationContext context)
{
    // Fragments within fragments add no depth of fields but do add stack.
    private const int MaxNesting = 400;

    // fields, interfaces, possibleTypes and inputFields inside each other
    private const int MaxIntrospectionLists = 3;

    private readonly Dictionary<string, Size> _fragments = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (var fragment in context.Graph.InnerFirst)
        {
            _fragments[fragment.Name] = Measure(fragment.SelectionSet);
        }

        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
            {
                Check(operation, Measure(operation.SelectionSet));
            }
        }
    }

    private void Check(OperationDefinitionNode operation, Size size)
    {
        var limits = context.Options;
        const string Deep = "Ask for the inner levels in a request of their own.";
        const string Introspection = "Ask for each type with \"__type\", or read the schema from its file.";
        Check(size.Depth, limits.MaxDepth, "levels deep", ErrorCodes.DepthLimit, Deep);
        Check(size.IntrospectionDepth, limits.MaxIntrospectionDepth, "levels of introspection deep", ErrorCodes.DepthLimit, Introspection);
        Check(size.IntrospectionLists, MaxIntrospectionLists, "lists of introspection deep", ErrorCodes.DepthLimit, Introspection);
        Check(
            size.Nesting, MaxNesting, "selections deep, fragments included", ErrorCodes.DepthLimit,
            "Spread fewer fragments inside each other.");
        Check(
            size.Fields, limits.MaxFields, "fields large", ErrorCodes.FieldLimit,
            "Every spread of a fragment counts: select only what you show, or split the operation.");
        Check(
            size.Aliases, limits.MaxAliases, "aliases large", ErrorCodes.AliasLimit,
            "Ask for many things of one kind with a list argument, or split the operation.");

        void Check(long actual, int allowed, string unit, string code, string advice)
        {
            if (actual > allowed)
            {
                var name = operation.Name is null ? "The operation" : $"The operation \"{operation.Name}\"";
                var shown = actual >= Size.Large ? "very many" : actual.ToString(CultureInfo.InvariantCulture);
                context.Report(new GraphQLError(
                    $"{name} is {shown} {unit}; at most {allowed} are allowed. {advice}", code, operation.Location)
                {
                    Extensions = Limits.Exceeded(allowed, actual >= Size.Large ? null : actual),
                });
            }
        }
    }

    private Size Measure(SelectionSetNode set)
    {
        var total = default(Size);
        foreach (var selection in set.Selections)
        {
            total = total.And(selection switch
            {
                FieldNode field => OfField(field),
                InlineFragmentNode inline => Measure(inline.SelectionSet).Nested(),
                FragmentSpreadNode spread => _fragments.GetValueOrDefault(spread.Name).Nested(),
                _ => default,
            });
        }

        return total;
    }

    private Size OfField(FieldNode field)
    {
        var inner = field.SelectionSet is null ? default : Measure(field.SelectionSet);
        var isIntrospection = field.Name is "__schema" or "__type";
        var isList = field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields";
        return new Size
        {
            Fields = Math.Min(inner.Fields + 1, Size.Large),
            Aliases = Math.Min(inner.Aliases + (field.Alias is null ? 0 : 1), Size.Large),
            Depth = isIntrospection ? 1 : inner.Depth + 1,
            IntrospectionDepth = isIntrospection ? inner.Depth : inner.IntrospectionDepth,
            Lists = inner.Lists + (isList ? 1 : 0),
            IntrospectionLists = isIntrospection ? inner.Lists : inner.IntrospectionLists,
            Nesting = inner.Nesting + 1,
        };
    }

    private readonly record struct Size
    {
        // Sums stop here: twice it still fits.
        public const long Large = 1L << 40;

        public long Fields { get; init; }

        public long Aliases { get; init; }

        public int Depth { get; init; }

        public int IntrospectionDepth { get; init; }

        public int Lists { get; init; }

        public int IntrospectionLists { get; init; }

        public int Nesting { get; init; }

        public Size Nested() => this with { Nesting = Nesting + 1 };

        public Size And(Size other) => new()
        {
            Fields = Math.Min(Fields + other.Fields, Large),
            Aliases = Math.Min(Aliases + other.Aliases, Large),
            Depth = Math.Max(Depth, other.Depth),
            IntrospectionDepth = Math.Max(IntrospectionDepth, other.IntrospectionDepth),
            Lists = Math.Max(Lists, other.Lists),
            IntrospectionLists = Math.Max(IntrospectionLists, other.IntrospectionLists),
            Nesting = Math.Max(Nesting, other.Nesting),
        };
    }
}
