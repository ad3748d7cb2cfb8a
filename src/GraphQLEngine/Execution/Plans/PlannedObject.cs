using GraphQLEngine.Schema;

namespace GraphQLEngine.Execution;

/// <summary>
/// What a plan selects on one object type, whatever the .NET types: for what is computed from a plan without running it.
/// Equal selections are one object, so what visits them remembers where it has been.
/// </summary>
internal sealed class PlannedObject(ObjectType type, PlannedField[] fields)
{
    public ObjectType Type { get; } = type;

    public IReadOnlyList<PlannedField> Fields { get; } = fields;
}

// A selected field and the objects that it can give; none below a leaf.
internal sealed record PlannedField(FieldInfo Info, IReadOnlyList<PlannedObject> Cases);
