namespace GraphQLEngine.Schema;

/// <summary>An input object whose fields have been coerced and defaults filled in.</summary>
public sealed class InputObject
{
    // one per field of the type, in its order; Absent where not given
    private readonly object?[] _values;

    internal InputObject(InputObjectType type, object?[] values)
    {
        Type = type;
        _values = values;
    }

    /// <summary>The type it is a value of.</summary>
    public InputObjectType Type { get; }

    /// <summary>True where the field was given (perhaps as null) or has a default.</summary>
    /// <exception cref="InvalidOperationException">The type has no such field.</exception>
    public bool Has(string name) => Raw(name) is not Absent;

    /// <summary>True where the field was not given, or as null.</summary>
    /// <exception cref="InvalidOperationException">The type has no such field.</exception>
    public bool IsNull(string name) => Raw(name) is null or Absent;

    /// <summary>The value of a field; <c>default</c> when it is null or was not given.</summary>
    /// <exception cref="Language.GraphQLException">The value is null or absent and <typeparamref name="T"/> cannot be.</exception>
    /// <exception cref="InvalidOperationException">The type has no such field, or its value is not a <typeparamref name="T"/>.</exception>
    public T? Get<T>(string name) => RuntimeValue.Read<T>(Raw(name), name);

    /// <summary>The items of a list field; empty when it is null or was not given.</summary>
    /// <exception cref="InvalidOperationException">The type has no such field, or it is no list of <typeparamref name="T"/>.</exception>
    public IReadOnlyList<T> List<T>(string name) => RuntimeValue.ReadList<T>(Raw(name), name);

    private object? Raw(string name)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (Type.Fields[i].Name == name)
            {
                return _values[i];
            }
        }

        throw new InvalidOperationException(
            $"The input object \"{Type.Name}\" has no field \"{name}\".{Suggestions.DidYouMean(name, Type.Fields.Select(f => f.Name))}");
    }
}
