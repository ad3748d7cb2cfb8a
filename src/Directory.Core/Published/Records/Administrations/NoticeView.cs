using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>A <see cref="Notice"/> read in place.</summary>
public readonly struct NoticeView : IRecordView<NoticeView>
{
    private const int SuspendsFlag = 0x80;

    // In the block: level and flag, first and last instant, the two texts.
    private NoticeView(byte[] block, int start)
    {
        var first = block[start++];
        (Level, SuspendsReception) = ((NoticeLevel)(first & ~SuspendsFlag), (first & SuspendsFlag) != 0);
        From = Block.OptionalInstant(block, ref start);
        Until = Block.OptionalInstant(block, ref start);
        Title = Block.Text(block, ref start);
        Body = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="Notice.Level"/>
    public NoticeLevel Level { get; }

    /// <inheritdoc cref="Notice.SuspendsReception"/>
    public bool SuspendsReception { get; }

    /// <inheritdoc cref="Notice.From"/>
    public Instant? From { get; }

    /// <inheritdoc cref="Notice.Until"/>
    public Instant? Until { get; }

    /// <inheritdoc cref="Notice.Title"/>
    public JsonText Title { get; }

    /// <inheritdoc cref="Notice.Body"/>
    public JsonText Body { get; }

    /// <summary>Tells messages apart, and is the same wherever the same one is shown: a fingerprint of all that it says.</summary>
    public string Key
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Title.Span);
            hash.AppendData([0, (byte)Level, SuspendsReception ? (byte)1 : (byte)0]);
            hash.AppendData(Body.Span);
            Span<byte> dates = stackalloc byte[2 * sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(dates, From?.ToUnixTimeTicks() ?? long.MinValue);
            BinaryPrimitives.WriteInt64LittleEndian(dates[sizeof(long)..], Until?.ToUnixTimeTicks() ?? long.MaxValue);
            hash.AppendData(dates);
            return $"notice-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}";
        }
    }

    /// <summary>Whether it is shown at an instant.</summary>
    public bool IsInForceAt(Instant at) => !(at < From) && !(at >= Until);

    internal static void Write(BlockWriter writer, Notice notice)
    {
        writer.Byte((int)notice.Level | (notice.SuspendsReception ? SuspendsFlag : 0));
        writer.OptionalInstant(notice.From);
        writer.OptionalInstant(notice.Until);
        writer.Text(notice.Title);
        writer.Text(notice.Body);
    }

    static NoticeView IRecordView<NoticeView>.At(byte[] block, int start) => new(block, start);
}
