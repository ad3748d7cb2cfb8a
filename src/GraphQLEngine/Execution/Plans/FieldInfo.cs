using System.Text;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// What the plan of a field knows whatever its types: one selected field of one object type.
internal sealed class FieldInfo
{
    public required ObjectType Parent { get; init; }

    public required FieldDefinition Definition { get; init; }

    // every place that selected it under this response name; the first one gives name and arguments
    public required IReadOnlyList<FieldNode> Nodes { get; init; }

    // the comma or brace before the key, the key and the colon
    public required byte[] Prefix { get; init; }

    // null when an argument depends on variables: see DynamicIndex
    public required object?[]? ConstantArguments { get; init; }

    public required int DynamicIndex { get; init; }

    // null where the schema gives the field no weight
    public Repeat? Repeat { get; init; }

    // how many items the schema lets one expect of a list whose arguments do not say; what comes beyond was not paid for
    public int AssumedSize { get; init; } = int.MaxValue;

    public string ResponseName => Nodes[0].ResponseName;

    public bool IsNonNull { get; init; }

    public static byte[] MakePrefix(bool isFirst, string responseName) =>
        Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{responseName}\":");
}

/// <summary>Fields of an operation that have a weight and ask the same of the same type: they share what they gave.</summary>
internal sealed class Repeat(int slot)
{
    public int Slot { get; } = slot;

    // how many fields share it
    public int Uses { get; set; }

    // The root is met once by each of its fields; other sources may come back at any place.
    public bool Concerns<TSource>() =>
        typeof(TSource) == typeof(Root) ? Uses > 1 : Repeats.CanTellApart<TSource>();
}
