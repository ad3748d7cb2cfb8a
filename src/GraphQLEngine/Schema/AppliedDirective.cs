using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>A directive as it stands on a definition of the schema, with its arguments coerced.</summary>
public sealed class AppliedDirective
{
    private readonly object?[] _values;

    internal AppliedDirective(DirectiveDefinition definition, DirectiveNode node, object?[] values)
    {
        Definition = definition;
        Node = node;
        _values = values;
    }

    /// <summary>The directive's definition.</summary>
    public DirectiveDefinition Definition { get; }

    /// <summary>The directive as written.</summary>
    public DirectiveNode Node { get; }

    /// <summary>The directive's name, without the at sign.</summary>
    public string Name => Definition.Name;

    /// <summary>The value of an argument, its default included; <c>default</c> when it is null or absent.</summary>
    /// <exception cref="InvalidOperationException">There is no such argument, or its value is not a <typeparamref name="T"/>.</exception>
    public T? Argument<T>(string name)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (Definition.Arguments[i].Name == name)
            {
                return _values[i] is null or Absent ? default : RuntimeValue.Read<T>(_values[i], name);
            }
        }

        throw new InvalidOperationException($"The directive \"@{Name}\" has no argument \"{name}\".");
    }
}
