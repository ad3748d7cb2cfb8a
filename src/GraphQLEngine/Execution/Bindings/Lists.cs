namespace GraphQLEngine.Execution;

internal static class Lists
{
    public static ListShape<IReadOnlyList<TItem>, TItem> Of<TItem>() => new(new PlainShape<TItem>());

    public static ListShape<IReadOnlyList<TItem?>, TItem?> OfNullable<TItem>()
        where TItem : struct => new(new NullableShape<TItem>());
}
