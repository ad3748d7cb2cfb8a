using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records.Hours;

/// <summary>A <see cref="Recurrence"/> in a block: ordinals, weeks and school holidays, then the seasons after their count.</summary>
internal static class RecurrenceBlock
{
    public static void Write(BlockWriter writer, Recurrence recurrence)
    {
        writer.UInt16(recurrence.Ordinals.Bits);
        writer.Byte((int)recurrence.Weeks | ((int)recurrence.SchoolHolidays << 2));
        writer.Varint((uint)recurrence.Seasons.Count);
        foreach (var season in recurrence.Seasons)
        {
            writer.UInt16(Day(season.From));
            writer.UInt16(Day(season.To));
        }
    }

    public static Recurrence Read(byte[] block, ref int position)
    {
        var ordinals = MonthOrdinals.FromBits(Block.UInt16(block, ref position));
        var rules = block[position++];
        var seasons = new YearlyRange[(int)Block.Varint(block, ref position)];
        for (var i = 0; i < seasons.Length; i++)
        {
            var from = Day(Block.UInt16(block, ref position));
            seasons[i] = new YearlyRange(from, Day(Block.UInt16(block, ref position)));
        }

        return new Recurrence
        {
            Ordinals = ordinals,
            Weeks = (WeekParity)(rules & 3),
            SchoolHolidays = (SchoolHolidayRule)(rules >> 2),
            Seasons = seasons,
        };
    }

    private static int Day(AnnualDate date) => (date.Month << 5) | date.Day;

    private static AnnualDate Day(int packed) => new(packed >> 5, packed & 0x1F);
}
