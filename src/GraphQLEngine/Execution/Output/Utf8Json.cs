namespace GraphQLEngine.Execution;

/// <summary>
/// A text that is already UTF-8 and already escaped for JSON, without its quotes. It is copied to the response as it is:
/// whoever makes one answers for the escaping.
/// </summary>
public readonly struct Utf8Json(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The escaped bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
