namespace GraphQLEngine.Schema;

/// <summary>Refuses input objects that no finite value could satisfy.</summary>
/// <remarks>Spec (September 2025) §3.10, Input Objects: circular references, and OneOf Input Objects.</remarks>
internal sealed class InputObjectCycles(GraphQLSchema schema, SchemaErrors errors)
{
    public void Check()
    {
        var types = schema.TypesByName.Values.OfType<InputObjectType>().ToList();

        // A type is inhabited once some value of it needs only inhabited types; what is never reached goes in circles.
        var inhabited = new HashSet<InputObjectType>();
        while (types.Exists(t => !inhabited.Contains(t) && IsInhabited(t, inhabited) && inhabited.Add(t)))
        {
        }

        foreach (var type in types.Where(t => !inhabited.Contains(t)))
        {
            errors.Report($"No finite value of \"{type.Name}\" exists: its fields require itself.", type.Location);
        }
    }

    private static bool IsInhabited(InputObjectType type, HashSet<InputObjectType> inhabited) =>
        type.IsOneOf
            ? type.Fields.Count == 0 || type.Fields.Any(f => f.Type is not InputObjectType other || inhabited.Contains(other))
            : type.Fields.All(f => f.Type is not NonNullType { OfType: InputObjectType other } || inhabited.Contains(other));
}
