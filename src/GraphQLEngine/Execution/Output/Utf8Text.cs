namespace GraphQLEngine.Execution;

/// <summary>A text in UTF-8, not escaped. Bytes that are no UTF-8 become U+FFFD in the response.</summary>
public readonly struct Utf8Text(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The bytes of the text.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
