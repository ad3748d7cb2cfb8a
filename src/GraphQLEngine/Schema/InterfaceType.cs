namespace GraphQLEngine.Schema;

/// <summary>Fields that several object types share.</summary>
/// <remarks>Spec (September 2025) §3.7, Interfaces.</remarks>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(string name)
        : base(name)
    {
    }

    /// <summary>The interfaces that declare this one, in the order of the schema.</summary>
    public IReadOnlyList<InterfaceType> Implementations { get; internal set; } = [];
}
