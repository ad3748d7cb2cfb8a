namespace GraphQLEngine.Schema;

/// <summary>One of a set of names.</summary>
/// <remarks>Spec (September 2025) §3.9, Enums.</remarks>
public sealed class EnumType : NamedType
{
    internal EnumType(string name)
        : base(name)
    {
    }

    /// <summary>The values, in the order of the schema.</summary>
    public IReadOnlyList<EnumValue> Values { get; internal set; } = [];

    internal EnumCodec Codec { get; set; } = EnumCodec.ByName;

    /// <summary>The value of this name; null when there is none.</summary>
    public EnumValue? Find(string name)
    {
        foreach (var value in Values)
        {
            if (value.Name == name)
            {
                return value;
            }
        }

        return null;
    }
}
