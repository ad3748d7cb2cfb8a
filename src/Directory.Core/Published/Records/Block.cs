using System.Buffers.Binary;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published.Records;

/// <summary>Reads the small values that a record's block is made of; each method moves past what it read.</summary>
/// <remarks>
/// Blocks are made by this program and covered by the snapshot's checksum, so that reading trusts them; the bounds of
/// the array still hold in any case.
/// </remarks>
internal static class Block
{
    /// <summary>The scale of a coordinate: a point is kept to 7 decimals, so that it fits 32 bits without loss.</summary>
    public const double DegreeScale = 1e7;

    public static uint Varint(byte[] block, ref int position)
    {
        uint value = block[position++];
        if (value < 0x80)
        {
            return value;
        }

        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = block[position++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public static int Int32(byte[] block, ref int position)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(position));
        position += sizeof(int);
        return value;
    }

    public static int UInt16(byte[] block, ref int position)
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(position));
        position += sizeof(ushort);
        return value;
    }

    public static long Int64(byte[] block, ref int position)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(position));
        position += sizeof(long);
        return value;
    }

    /// <summary>A text: its length plus one (0: absent), then its escaped bytes.</summary>
    public static JsonText Text(byte[] block, ref int position)
    {
        var length = (int)Varint(block, ref position) - 1;
        if (length < 0)
        {
            return default;
        }

        var text = new JsonText(block, position, length);
        position += length;
        return text;
    }

    /// <summary>Moves past what <c>BlockWriter.List</c> wrote.</summary>
    public static void SkipList(byte[] block, ref int position)
    {
        for (var count = Varint(block, ref position); count > 0; count--)
        {
            var length = (int)Varint(block, ref position);
            position += length;
        }
    }

    public static void SkipText(byte[] block, ref int position)
    {
        var length = (int)Varint(block, ref position) - 1;
        position += Math.Max(0, length);
    }

    public static GeoPoint Point(byte[] block, ref int position) =>
        new(Int32(block, ref position) / DegreeScale, Int32(block, ref position) / DegreeScale);

    public static LocalDate Date(byte[] block, ref int position)
    {
        var packed = Int32(block, ref position);
        return new LocalDate(packed >> 9, (packed >> 5) & 0xF, packed & 0x1F);
    }

    public static Guid Id(byte[] block, ref int position)
    {
        position += 16;
        return new Guid(block.AsSpan(position - 16, 16));
    }

    public static Instant? OptionalInstant(byte[] block, ref int position)
    {
        var ticks = Int64(block, ref position);
        return ticks == long.MinValue ? null : Instant.FromUnixTimeTicks(ticks);
    }
}
