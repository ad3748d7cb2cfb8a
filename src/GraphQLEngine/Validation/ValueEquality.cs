using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

// Whether two literals mean the same; the order of arguments and input fields does not count.
internal static class ValueEquality
{
    public static bool SameArguments(IReadOnlyList<ArgumentNode> a, IReadOnlyList<ArgumentNode> b) =>
        ReferenceEquals(a, b)
        || (a.Count == b.Count && a.All(x => b.FirstOrDefault(y => y.Name == x.Name) is { } y && Same(x.Value, y.Value)));

    private static bool Same(ValueNode a, ValueNode b) => (a, b) switch
    {
        (VariableNode x, VariableNode y) => x.Name == y.Name,
        (IntValueNode x, IntValueNode y) => x.Text == y.Text,
        (FloatValueNode x, FloatValueNode y) => x.Text == y.Text,
        (StringValueNode x, StringValueNode y) => x.Value == y.Value,
        (BooleanValueNode x, BooleanValueNode y) => x.Value == y.Value,
        (NullValueNode, NullValueNode) => true,
        (EnumValueNode x, EnumValueNode y) => x.Name == y.Name,
        (ListValueNode x, ListValueNode y) =>
            x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(pair => Same(pair.First, pair.Second)),
        (ObjectValueNode x, ObjectValueNode y) =>
            x.Fields.Count == y.Fields.Count
            && x.Fields.All(f => y.Fields.FirstOrDefault(g => g.Name == f.Name) is { } g && Same(f.Value, g.Value)),
        _ => false,
    };
}
