using System.Buffers.Binary;
using System.Buffers.Text;
using PublicDirectory.Core.Published.Indexes;

namespace PublicDirectory.Core.Published;

/// <summary>
/// A place in a list, as an opaque text. It carries the sort key of an item and not its position, so that it keeps its
/// meaning while entries come and go, and a mark of its list, so that it is refused elsewhere.
/// </summary>
/// <param name="List">The mark: a hash of the conditions of the list.</param>
/// <param name="Id">The id of the item.</param>
/// <param name="Key">What the list is sorted by before the id.</param>
internal readonly record struct PageCursor(ulong List, Guid Id, ReadOnlyMemory<byte> Key)
{
    private const byte Format = 1;
    private const int HeadSize = 1 + 8 + 16;
    private const int CheckSize = 4;

    // A longer text was not made here: names have 300 characters at most.
    private const int MaxLength = 4096;

    public static string Write(ulong list, Guid id, ReadOnlySpan<byte> key)
    {
        var bytes = new byte[HeadSize + key.Length + CheckSize];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1), list);
        id.TryWriteBytes(bytes.AsSpan(9));
        key.CopyTo(bytes.AsSpan(HeadSize));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(^CheckSize..), Check(bytes.AsSpan(..^CheckSize)));
        return Base64Url.EncodeToString(bytes);
    }

    public static string WriteDistance(ulong list, Guid id, double metres)
    {
        Span<byte> key = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(key, metres);
        return Write(list, id, key);
    }

    /// <exception cref="QueryArgumentException">The text is no cursor, or one of another list.</exception>
    public static PageCursor Read(string text, ulong list)
    {
        if (text.Length > MaxLength
            || !Base64Url.IsValid(text)
            || Base64Url.DecodeFromChars(text) is not { Length: >= HeadSize + CheckSize } bytes
            || bytes[0] != Format
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(^CheckSize..)) != Check(bytes.AsSpan(..^CheckSize)))
        {
            throw new QueryArgumentException(
                "after", "« after » n'est pas un curseur : reprenez celui d'une page de la même liste, tel que reçu.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(1)) != list)
        {
            throw new QueryArgumentException(
                "after",
                "« after » est le curseur d'une autre liste : les autres arguments doivent être ceux avec lesquels il a été reçu.");
        }

        return new PageCursor(list, new Guid(bytes.AsSpan(9, 16)), bytes.AsMemory(HeadSize..^CheckSize));
    }

    public double ReadDistance() => Key.Length == sizeof(double)
        ? BinaryPrimitives.ReadDoubleLittleEndian(Key.Span)
        : throw new QueryArgumentException("after", "« after » n'est pas un curseur d'une liste par distance.");

    private static uint Check(ReadOnlySpan<byte> bytes)
    {
        var hash = StableHash.Add(StableHash.Seed, bytes);
        return (uint)(hash ^ (hash >> 32));
    }
}
