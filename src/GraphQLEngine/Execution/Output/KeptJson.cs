using System.Numerics;
using System.Runtime.CompilerServices;

namespace GraphQLEngine.Execution;

/// <summary>
/// Pieces of responses by what wrote them and the object they were written for. A piece has one place, found by its hash;
/// a newer one takes it over. What does not fit is not kept.
/// </summary>
internal sealed class KeptJson
{
    // Pieces of ordinary objects are smaller; one that is larger costs little to find again next to writing it.
    private const int MaxPieceBytes = 16 << 10;

    // How many bytes a place is reckoned to need: a piece, its array and its entry.
    private const int BytesPerPlace = 1 << 10;
    private const int Overhead = 80;

    private static long _lastId;

    private readonly Piece?[] _pieces;
    private readonly int _maxBytes;
    private long _bytes;

    public KeptJson(int maxBytes)
    {
        _maxBytes = maxBytes;
        _pieces = new Piece?[maxBytes < BytesPerPlace ? 1 : (int)BitOperations.RoundUpToPowerOf2((uint)(maxBytes / BytesPerPlace))];
    }

    // Plans are named by number: pieces must not keep a plan in memory that the document cache has given up.
    public static long NewId() => Interlocked.Increment(ref _lastId);

    public byte[]? Find(long writer, object source)
    {
        var piece = Volatile.Read(ref Place(writer, source));
        return piece is not null && piece.Writer == writer && ReferenceEquals(piece.Source, source) ? piece.Json : null;
    }

    public void Keep(long writer, object source, ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxPieceBytes)
        {
            return;
        }

        ref var place = ref Place(writer, source);
        var added = json.Length + Overhead - SizeOf(place);
        if (Interlocked.Add(ref _bytes, added) > _maxBytes && added > 0)
        {
            Interlocked.Add(ref _bytes, -added);
            return;
        }

        // Another thread may have changed the place meanwhile: what really went out corrects the sum.
        var expected = json.Length + Overhead - added;
        var former = Interlocked.Exchange(ref place, new Piece(writer, source, json.ToArray()));
        Interlocked.Add(ref _bytes, expected - SizeOf(former));
    }

    private static long SizeOf(Piece? piece) => piece is null ? 0 : piece.Json.Length + Overhead;

    private ref Piece? Place(long writer, object source)
    {
        var hash = (uint)RuntimeHelpers.GetHashCode(source) ^ ((uint)writer * 0x9E3779B1);
        return ref _pieces[hash & (uint)(_pieces.Length - 1)];
    }

    private sealed class Piece(long writer, object source, byte[] json)
    {
        public long Writer { get; } = writer;

        public object Source { get; } = source;

        public byte[] Json { get; } = json;
    }
}
