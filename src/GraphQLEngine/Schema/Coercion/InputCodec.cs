namespace GraphQLEngine.Schema;

// Knows the .NET type of an input type's values, so that lists of them are arrays of that type.
internal abstract class InputCodec
{
    public abstract object ToList(List<object?> items);

    protected static object ToList<T>(List<object?> items)
    {
        if (items.Contains(null) && default(T) is not null)
        {
            return items.ToArray();
        }

        var list = new T[items.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = (T)items[i]!;
        }

        return list;
    }
}
