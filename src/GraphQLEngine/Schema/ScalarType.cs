namespace GraphQLEngine.Schema;

/// <summary>A leaf value.</summary>
/// <remarks>Spec (September 2025) §3.5, Scalars.</remarks>
public sealed class ScalarType : NamedType
{
    internal ScalarType(string name, ScalarCodec codec)
        : base(name) => Codec = codec;

    /// <summary>Where the format is described; null when nowhere.</summary>
    public string? SpecifiedByUrl { get; internal set; }

    internal ScalarCodec Codec { get; }
}
