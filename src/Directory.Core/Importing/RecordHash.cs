using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Core.Importing;

/// <summary>A fingerprint of everything that a source says of a record, its parent included: 16 bytes of SHA-256.</summary>
internal static class RecordHash
{
    public static UInt128 Of(byte[] document, string? parentKey)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(document);
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(parentKey ?? ""));
        return Read(hash.GetHashAndReset());
    }

    public static UInt128 Read(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    public static byte[] Write(UInt128 hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }
}
