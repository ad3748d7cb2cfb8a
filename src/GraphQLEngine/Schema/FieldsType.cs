namespace GraphQLEngine.Schema;

/// <summary>A type that defines fields: object or interface.</summary>
public abstract class FieldsType : CompositeType
{
    private Dictionary<string, FieldDefinition> _byName = [];

    internal FieldsType(string name)
        : base(name)
    {
    }

    /// <summary>The fields, in the order of the schema.</summary>
    public IReadOnlyList<FieldDefinition> Fields
    {
        get;
        internal set
        {
            field = value;
            _byName = value.DistinctBy(f => f.Name).ToDictionary(f => f.Name, StringComparer.Ordinal);
        }
    } = [];

    /// <summary>The interfaces it declares, in the order of the schema.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    /// <inheritdoc/>
    public override FieldDefinition? FindField(string name) => _byName.GetValueOrDefault(name);
}
