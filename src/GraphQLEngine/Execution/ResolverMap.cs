using System.Text;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>
/// What the host knows of each type of the schema, by name: where fields come from, how scalars are read and written.
/// It is filled once, then given to <see cref="ExecutableSchema"/>.
/// </summary>
public sealed class ResolverMap
{
    internal BindingRegistry Registry { get; } = new();

    internal InputBindings Inputs { get; } = new();

    // the resolvers of __schema and __type; null while introspection is not offered
    internal ObjectBinding<Root>? MetaFields { get; set; }

    internal ObjectBinding<Root>? QueryFields { get; private set; }

    internal ObjectBinding<Root>? MutationFields { get; private set; }

    /// <summary>The fields of the query type, whatever its name.</summary>
    public ResolverMap Query(Action<ObjectResolvers<Root>> fields)
    {
        fields(new ObjectResolvers<Root>(QueryFields ??= new ObjectBinding<Root>("(query)")));
        return this;
    }

    /// <summary>The fields of the mutation type, whatever its name. They run one after the other.</summary>
    public ResolverMap Mutation(Action<ObjectResolvers<Root>> fields)
    {
        fields(new ObjectResolvers<Root>(MutationFields ??= new ObjectBinding<Root>("(mutation)")));
        return this;
    }

    /// <summary>The fields of an object type whose values are of this class or struct. Several are possible.</summary>
    public ResolverMap Object<TSource>(string typeName, Action<ObjectResolvers<TSource>> fields)
    {
        var binding = new ObjectBinding<TSource>(typeName);
        fields(new ObjectResolvers<TSource>(binding));
        Registry.Add(binding);
        return this;
    }

    /// <summary>The cases of an interface whose values are given as this type.</summary>
    public ResolverMap Interface<T>(string typeName, Action<AbstractResolvers<T>> cases)
    {
        var binding = new AbstractBinding<T>(typeName);
        cases(new AbstractResolvers<T>(binding));
        Registry.Add(binding);
        return this;
    }

    /// <summary>The cases of a union whose values are given as this type.</summary>
    public ResolverMap Union<T>(string typeName, Action<AbstractResolvers<T>> cases) => Interface(typeName, cases);

    /// <summary>How a custom scalar is read from requests and written to responses.</summary>
    public ResolverMap Scalar<T>(string typeName, ScalarParser<T> parse, LeafWrite<T> write)
        where T : notnull
    {
        Inputs.Scalars[typeName] = new CustomScalarCodec<T>(parse);
        Registry.Leaves.Add(typeName, write);
        Registry.Leaves.AddUtf8(typeName);
        return this;
    }

    /// <summary>Another .NET type from which a scalar is written; it is read as before.</summary>
    public ResolverMap ScalarOutput<T>(string typeName, LeafWrite<T> write)
        where T : notnull
    {
        Registry.Leaves.Add(typeName, write);
        return this;
    }

    /// <summary>The values of an enum with their names in the schema; each name exactly once.</summary>
    public ResolverMap Enum<T>(string typeName, params IReadOnlyList<(T Value, string Name)> values)
        where T : notnull
    {
        Inputs.Enums[typeName] = new TypedEnumCodec<T>(values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
        var names = values.ToDictionary(v => v.Value, v => Encoding.UTF8.GetBytes(v.Name));
        Registry.Leaves.Add<T>(typeName, (writer, value) => writer.WriteEscapedString(
            names.TryGetValue(value, out var name)
                ? name
                : throw new InvalidOperationException($"{value} is not registered for the enum \"{typeName}\".")));
        return this;
    }

    /// <summary>
    /// What resolvers receive for an input object. The reader may refuse it with a
    /// <see cref="Language.GraphQLException"/>.
    /// </summary>
    public ResolverMap Input<T>(string typeName, Func<InputObject, T> read)
        where T : notnull
    {
        Inputs.InputObjects[typeName] = new TypedInputObjectCodec<T>(read);
        return this;
    }
}
