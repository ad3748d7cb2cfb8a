namespace GraphQLEngine.Schema;

/// <summary>A type with fields that values really have.</summary>
/// <remarks>Spec (September 2025) §3.6, Objects.</remarks>
public sealed class ObjectType : FieldsType
{
    internal ObjectType(string name)
        : base(name) => PossibleTypes = [this];
}
