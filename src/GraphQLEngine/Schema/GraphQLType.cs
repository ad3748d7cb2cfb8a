namespace GraphQLEngine.Schema;

/// <summary>A type: a named one, or a list or non-null wrapper around another. Its text is the SDL reference, e.g. <c>[ID!]!</c>.</summary>
/// <remarks>Spec (September 2025) §3.4, Types.</remarks>
public abstract class GraphQLType
{
    /// <summary>True for <see cref="NonNullType"/>.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>The type without its non-null wrapper, if it has one.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.OfType : this;

    /// <summary>The type inside all wrappers.</summary>
    public NamedType Named => this switch
    {
        ListType list => list.OfType.Named,
        NonNullType nonNull => nonNull.OfType.Named,
        _ => (NamedType)this,
    };

    /// <summary>True where a variable, an argument or an input field may have this type.</summary>
    /// <remarks>Spec (September 2025) §3.4.2, Input and Output Types.</remarks>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>True where a field may have this type.</summary>
    /// <remarks>Spec (September 2025) §3.4.2, Input and Output Types.</remarks>
    public bool IsOutput => Named is not InputObjectType;

    internal bool IsSameAs(GraphQLType other) => (this, other) switch
    {
        (ListType a, ListType b) => a.OfType.IsSameAs(b.OfType),
        (NonNullType a, NonNullType b) => a.OfType.IsSameAs(b.OfType),
        _ => ReferenceEquals(this, other),
    };
}
