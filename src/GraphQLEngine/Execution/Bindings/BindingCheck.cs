using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

// Compares what the schema defines with what is registered, in both directions.
internal sealed class BindingCheck(GraphQLSchema schema, ResolverMap resolvers)
{
    private readonly BindingErrors _errors = new(schema.Source);

    public void Run()
    {
        PrepareLeaves();
        Root(schema.QueryType, resolvers.QueryFields, "Query");
        Root(schema.MutationType, resolvers.MutationFields, "Mutation");
        foreach (var binding in resolvers.Registry.Objects)
        {
            if (Find<ObjectType>(binding.TypeName, "object type") is { } type)
            {
                binding.Check(type, resolvers.Registry, _errors);
            }
        }

        foreach (var binding in resolvers.Registry.Abstracts)
        {
            if (Find<CompositeType>(binding.TypeName, "interface or union") is { } type)
            {
                binding.Check(type, resolvers.Registry, _errors);
            }
        }

        Missing();
        MissingCases();
        Inputs();
        _errors.ThrowIfAny();
    }

    // Enums may be given as their names, and scalars without a writer as texts.
    private void PrepareLeaves()
    {
        var leaves = resolvers.Registry.Leaves;
        foreach (var type in schema.Types)
        {
            if (type is EnumType values)
            {
                var known = values.Values.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
                leaves.AddUtf8(type.Name);
                leaves.Add<string>(type.Name, (writer, name) => writer.WriteString(
                    known.Contains(name)
                        ? name
                        : throw new InvalidOperationException($"\"{name}\" is not a value of the enum \"{type.Name}\".")));
            }
            else if (type is ScalarType && !leaves.Knows(type.Name))
            {
                leaves.AddText(type.Name);
            }
        }
    }

    private void Root(ObjectType? type, ObjectBinding<Root>? binding, string method)
    {
        if (type is not null && binding is null)
        {
            _errors.Report($"\"{type.Name}\" has no resolvers: register them with {method}.", type.Location);
        }
        else if (type is null && binding is not null)
        {
            _errors.Report($"Resolvers are registered with {method}, but the schema has no such root type.");
        }
        else
        {
            binding?.Check(type!, resolvers.Registry, _errors);
        }
    }

    private void Missing()
    {
        ObjectType?[] roots = [schema.QueryType, schema.MutationType, schema.SubscriptionType];
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => !t.IsBuiltIn && !roots.Contains(t)))
        {
            if (resolvers.Registry.Objects.All(o => o.TypeName != type.Name))
            {
                _errors.Report($"The type \"{type.Name}\" has no resolvers: register them with Object.", type.Location);
            }
        }
    }

    // A case that nobody registers would be noticed by the first value of its type only.
    private void MissingCases()
    {
        foreach (var bindings in resolvers.Registry.Abstracts.GroupBy(b => b.TypeName))
        {
            var type = schema.FindType(bindings.Key) as CompositeType;
            var known = bindings.SelectMany(b => b.CaseNames).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in type?.PossibleTypes.Where(p => !known.Contains(p.Name)) ?? [])
            {
                _errors.Report(
                    $"\"{type!.Name}\" can be \"{missing.Name}\", for which no case is registered: register it with Case.",
                    type.Location);
            }
        }
    }

    private void Inputs()
    {
        foreach (var name in resolvers.Inputs.Scalars.Keys)
        {
            Find<ScalarType>(name, "scalar");
        }

        foreach (var name in resolvers.Inputs.Enums.Keys)
        {
            Find<EnumType>(name, "enum");
        }

        foreach (var name in resolvers.Inputs.InputObjects.Keys)
        {
            Find<InputObjectType>(name, "input object");
        }
    }

    private T? Find<T>(string name, string kind)
        where T : NamedType
    {
        if (schema.FindType(name) is T type)
        {
            return type;
        }

        var names = schema.Types.Where(t => !t.IsBuiltIn).OfType<T>().Select(t => t.Name);
        _errors.Report($"The {kind} \"{name}\" is registered, but the schema does not define it.{Suggestions.DidYouMean(name, names)}");
        return null;
    }
}
