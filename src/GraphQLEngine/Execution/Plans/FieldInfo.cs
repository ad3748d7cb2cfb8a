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

    public string ResponseName => Nodes[0].ResponseName;

    public bool IsNonNull { get; init; }

    public static byte[] MakePrefix(bool isFirst, string responseName) =>
        Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{responseName}\":");
}
