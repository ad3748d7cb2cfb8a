using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GraphQLEngine.Execution;

// The SHA-256 of a document. Its hash code is seeded per process, like that of any value combined.
internal readonly record struct DocumentHash(ulong A, ulong B, ulong C, ulong D)
{
    public static DocumentHash Of(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, bytes);
        return Read(bytes);
    }

    // 64 hexadecimal digits, in either case
    public static bool TryParse(ReadOnlySpan<char> text, out DocumentHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        var isHash = text.Length == bytes.Length * 2
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = isHash ? Read(bytes) : default;
        return isHash;
    }

    public override string ToString()
    {
        ulong[] parts = [A, B, C, D];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(parts.AsSpan()));
    }

    private static DocumentHash Read(ReadOnlySpan<byte> bytes)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(bytes);
        return new DocumentHash(parts[0], parts[1], parts[2], parts[3]);
    }
}
