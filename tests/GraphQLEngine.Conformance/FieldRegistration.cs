using GraphQLEngine.Execution;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>Registers the resolver of one field by the shape of its type.</summary>
internal sealed class FieldRegistration<TSource>(
    ObjectResolvers<TSource> fields,
    ObjectType parent,
    FieldDefinition field,
    Func<TSource, ResolverContext, string> seed,
    bool isAsync)
{
    public void Add()
    {
        var type = field.Type.Nullable;
        if (type is ListType { OfType.Nullable: ListType inner })
        {
            NestedList(inner.OfType.Named);
        }
        else if (type is ListType list)
        {
            List(list.OfType.Named);
        }
        else
        {
            Single(type.Named);
        }
    }

    private void Single(NamedType type)
    {
        switch (type)
        {
            case EnumType values: Class(place => FixedData.Enum(values, place)); break;
            case ObjectType { Name: "Echo" }: Class(place => new Item("Echo", place.Seed, place.Faults)); break;
            case CompositeType composite: Class(place => FixedData.Object(composite, place)); break;
            case { Name: "Int" }: Struct(FixedData.Int); break;
            case { Name: "Float" }: Struct(FixedData.Float); break;
            case { Name: "Boolean" }: Struct(FixedData.Boolean); break;
            case { Name: "ID" }: Class(FixedData.Id); break;
            case { Name: "Even" }: Struct(FixedData.Even); break;
            case { Name: "Day" }: Struct(FixedData.Day); break;
            case { Name: "Json" }: fields.Field(field.Name, (_, context) => Echo.Arguments(context)); break;
            default: Class(FixedData.String); break;
        }
    }

    private void List(NamedType type)
    {
        switch (type)
        {
            case EnumType values: List(place => FixedData.Enum(values, place)); break;
            case CompositeType composite: List(place => FixedData.Object(composite, place)); break;
            case { Name: "Int" }: StructList(FixedData.Int); break;
            case { Name: "Float" }: StructList(FixedData.Float); break;
            case { Name: "Boolean" }: StructList(FixedData.Boolean); break;
            case { Name: "ID" }: List(FixedData.Id); break;
            case { Name: "Even" }: StructList(FixedData.Even); break;
            case { Name: "Day" }: StructList(FixedData.Day); break;
            default: List(FixedData.String); break;
        }
    }

    private void NestedList(NamedType type)
    {
        if (type is CompositeType composite)
        {
            NestedList(place => FixedData.Object(composite, place));
        }
        else
        {
            NestedList(FixedData.String);
        }
    }

    private void Class<T>(Func<Place, T> value)
        where T : class?
    {
        if (isAsync)
        {
            fields.FieldAsync(field.Name, (source, context) => LaterAsync(value, source, context));
        }
        else
        {
            fields.Field(field.Name, (source, context) => value(At(source, context)));
        }
    }

    private void Struct<T>(Func<Place, T?> value)
        where T : struct
    {
        if (isAsync)
        {
            fields.FieldAsync<T>(field.Name, (source, context) => LaterAsync(place => Counted(value(place), context), source, context));
        }
        else
        {
            fields.Field<T>(field.Name, (source, context) => Counted(value(At(source, context)), context));
        }
    }

    private void List<T>(Func<Place, T?> item)
        where T : class
    {
        if (isAsync)
        {
            fields.ListAsync<T?>(field.Name, (source, context) => LaterAsync(place => FixedData.List(place, item), source, context));
        }
        else
        {
            fields.List<T?>(field.Name, (source, context) => FixedData.List(At(source, context), item));
        }
    }

    // Lists of structs that may be missing take the source alone: an item brings what is needed.
    private void StructList<T>(Func<Place, T?> item)
        where T : struct =>
        fields.List(field.Name, new Func<TSource, IReadOnlyList<T?>?>(source => source is Item { } owner
            ? FixedData.List(new Place($"{owner.Seed}.{field.Name}", owner.Faults), item)
            : throw new InvalidOperationException("The root types have no such list.")));

    private void NestedList<T>(Func<Place, T?> item)
        where T : class =>
        fields.NestedList<T?>(
            field.Name,
            (source, context) => FixedData.List(At(source, context), place => FixedData.List(place, item)));

    private Place At(TSource source, ResolverContext context)
    {
        var request = context.Request<RunningRequest>();
        if (parent.Name == "Mutation" && field.Arguments.Any(a => a.Name == "by") && context.HasArgument("by"))
        {
            request.Counter += context.Argument<int?>("by") ?? 100;
        }

        return new Place($"{seed(source, context)}.{field.Name}", request.Faults);
    }

    // Of a mutation and its payload, numbers are the counter as it is now.
    private T? Counted<T>(T? value, ResolverContext context)
        where T : struct =>
        value is not null && parent.Name is "Mutation" or "Counter" && typeof(T) == typeof(long)
            ? (T)(object)context.Request<RunningRequest>().Counter
            : value;

    private async ValueTask<T> LaterAsync<T>(Func<Place, T> value, TSource source, ResolverContext context)
    {
        await Task.Yield();
        return value(At(source, context));
    }
}
