using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records.Hours;

/// <summary>An <see cref="UnreadText"/> read in place.</summary>
public readonly struct UnreadTextView : IRecordView<UnreadTextView>
{
    private const byte RecurrenceFlag = 0x80;

    private readonly byte[] _block;
    private readonly int _recurrence;

    // In the block: days and whether a recurrence follows the text.
    private UnreadTextView(byte[] block, int start)
    {
        _block = block;
        var first = block[start++];
        Days = DayBits.ToDays(first);
        Text = Block.Text(block, ref start);
        _recurrence = (first & RecurrenceFlag) != 0 ? start : 0;
    }

    /// <inheritdoc cref="UnreadText.Days"/>
    public Weekdays Days { get; }

    /// <inheritdoc cref="UnreadText.Text"/>
    public JsonText Text { get; }

    /// <inheritdoc cref="UnreadText.Recurrence"/>
    public Recurrence? Recurrence
    {
        get
        {
            var position = _recurrence;
            return position == 0 ? null : RecurrenceBlock.Read(_block, ref position);
        }
    }

    internal static void Write(BlockWriter writer, UnreadText unread)
    {
        writer.Byte(DayBits.Of(unread.Days) | (unread.Recurrence is null ? 0 : RecurrenceFlag));
        writer.Text(unread.Text);
        if (unread.Recurrence is { } recurrence)
        {
            RecurrenceBlock.Write(writer, recurrence);
        }
    }

    static UnreadTextView IRecordView<UnreadTextView>.At(byte[] block, int start) => new(block, start);
}

/// <summary>Days of the week in one byte: bit 0 is Monday.</summary>
internal static class DayBits
{
    private static readonly Weekdays[] Sets = MakeSets();

    public static Weekdays ToDays(byte bits) => Sets[bits & 0x7F];

    public static int Of(Weekdays days)
    {
        var bits = 0;
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            bits |= days.Contains(day) ? 1 << ((int)day - 1) : 0;
        }

        return bits;
    }

    private static Weekdays[] MakeSets()
    {
        var sets = new Weekdays[128];
        for (var bits = 1; bits < sets.Length; bits++)
        {
            var lowest = System.Numerics.BitOperations.TrailingZeroCount(bits);
            sets[bits] = sets[bits & (bits - 1)] | Weekdays.Of((IsoDayOfWeek)(lowest + 1));
        }

        return sets;
    }
}
