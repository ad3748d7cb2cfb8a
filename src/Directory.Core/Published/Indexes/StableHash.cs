using System.Runtime.InteropServices;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>Hashes that are the same in every process and release, as cursors need; indexes share them.</summary>
/// <remarks>FNV-1a, 64 bits, over bytes. Not for secrets: whoever wants a collision finds one.</remarks>
internal static class StableHash
{
    public const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }

    public static ulong Add(ulong hash, ulong value)
    {
        for (var i = 0; i < 8; i++)
        {
            hash = (hash ^ (value & 0xFF)) * Prime;
            value >>= 8;
        }

        return hash;
    }

    public static int Of(Guid id)
    {
        // Ids of version 7 share their first bytes, those of version 5 nothing: all bits are mixed.
        var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in id));
        return Fold((halves[0] ^ (halves[1] * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93);
    }

    public static int OfExternalId(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> value) =>
        Fold(Add(Add(Add(Seed, scheme), "\0"u8), value));

    private static int Fold(ulong hash) => (int)(hash ^ (hash >> 32));
}
