using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>What a resolver may ask for besides its source. It is valid while the request runs.</summary>
public readonly struct ResolverContext
{
    private readonly ExecutionState _state;
    private readonly FieldInfo _field;

    internal ResolverContext(ExecutionState state, FieldInfo field)
    {
        _state = state;
        _field = field;
    }

    /// <summary>The field being resolved.</summary>
    public FieldDefinition Field => _field.Definition;

    /// <summary>The key of its value in the response.</summary>
    public string ResponseName => _field.ResponseName;

    /// <summary>The schema served.</summary>
    public GraphQLSchema Schema => _state.Schema.Schema;

    /// <summary>Signalled when the caller goes away or the time budget is spent.</summary>
    public CancellationToken CancellationToken => _state.CancellationToken;

    /// <summary>
    /// Adds work that the schema could not foresee, such as records gone through, to what the request costs. It ends the request when
    /// that is more than it may cost, when its time is over or when its caller went away: long loops call it every so many
    /// steps. Nobody but the engine may catch what it throws.
    /// </summary>
    public void Spend(int units) => _state.Spend(units);

    /// <summary>The context object that the host gave with the request.</summary>
    /// <exception cref="InvalidOperationException">The request's context is not a <typeparamref name="T"/>.</exception>
    public T Request<T>()
        where T : class =>
        _state.RequestContext as T
        ?? throw new InvalidOperationException($"The request's context is not a {typeof(T).Name}.");

    /// <summary>The value of an argument; <c>default</c> when it is null or absent.</summary>
    /// <exception cref="Language.GraphQLException">
    /// It is null or absent and <typeparamref name="T"/> cannot be: an error for the client.
    /// </exception>
    /// <exception cref="InvalidOperationException">There is no such argument, or its value is not a <typeparamref name="T"/>.</exception>
    public T? Argument<T>(string name) => RuntimeValue.Read<T>(Raw(name), name);

    /// <summary>The items of a list argument; empty when it is null or absent.</summary>
    /// <exception cref="InvalidOperationException">There is no such argument, or it is no list of <typeparamref name="T"/>.</exception>
    public IReadOnlyList<T> ArgumentList<T>(string name) => RuntimeValue.ReadList<T>(Raw(name), name);

    /// <summary>True where the argument was not given, or as null.</summary>
    /// <exception cref="InvalidOperationException">There is no such argument.</exception>
    public bool IsNull(string name) => Raw(name) is null or Absent;

    /// <summary>True where the argument was given, perhaps as null, or has a default.</summary>
    /// <exception cref="InvalidOperationException">There is no such argument.</exception>
    public bool HasArgument(string name) => Raw(name) is not Absent;

    private object? Raw(string name)
    {
        var definitions = _field.Definition.Arguments;
        for (var i = 0; i < definitions.Count; i++)
        {
            if (definitions[i].Name == name)
            {
                return _state.Arguments(_field)[i];
            }
        }

        throw new InvalidOperationException(
            $"The field \"{_field.Definition.Name}\" has no argument \"{name}\".{Suggestions.DidYouMean(name, definitions.Select(d => d.Name))}");
    }
}
