namespace GraphQLEngine.Schema;

/// <summary>One of several object types. Its members are its <see cref="CompositeType.PossibleTypes"/>.</summary>
/// <remarks>Spec (September 2025) §3.8, Unions.</remarks>
public sealed class UnionType : CompositeType
{
    internal UnionType(string name)
        : base(name)
    {
    }
}
