namespace GraphQLEngine.Schema;

/// <summary>A type on which fields can be selected: object, interface or union.</summary>
public abstract class CompositeType : NamedType
{
    internal CompositeType(string name)
        : base(name)
    {
    }

    /// <summary>The field of this name, meta-fields excluded; null when there is none.</summary>
    public virtual FieldDefinition? FindField(string name) => null;

    /// <summary>The object types that a value of this type can have, in the order of the schema.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes { get; internal set; } = [];

    internal bool CanBe(ObjectType type) => PossibleTypes.Contains(type);
}
