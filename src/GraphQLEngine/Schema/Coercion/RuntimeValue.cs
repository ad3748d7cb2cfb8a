using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Hands coerced input values to code that knows their type.</summary>
internal static class RuntimeValue
{
    /// <exception cref="GraphQLException">The value is null and <typeparamref name="T"/> cannot be.</exception>
    /// <exception cref="InvalidOperationException">The value is not a <typeparamref name="T"/>: the caller's mistake.</exception>
    public static T? Read<T>(object? value, string name)
    {
        if (value is T typed)
        {
            return typed;
        }

        if (value is null or Absent)
        {
            return default(T) is null
                ? default
                : throw new GraphQLException($"\"{name}\" must not be null here.");
        }

        if (value is int number)
        {
            if (typeof(T) == typeof(long) || typeof(T) == typeof(long?))
            {
                return (T)(object)(long)number;
            }

            if (typeof(T) == typeof(double) || typeof(T) == typeof(double?))
            {
                return (T)(object)(double)number;
            }
        }

        throw new InvalidOperationException($"\"{name}\" is a {value.GetType().Name}, asked for as {typeof(T).Name}.");
    }

    public static IReadOnlyList<T> ReadList<T>(object? value, string name)
    {
        switch (value)
        {
            case null or Absent:
                return [];
            case IReadOnlyList<T> typed:
                return typed;
            case System.Collections.IList untyped:
                var items = new T[untyped.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Read<T>(untyped[i], name)!;
                }

                return items;
            default:
                throw new InvalidOperationException($"\"{name}\" is not a list.");
        }
    }
}
