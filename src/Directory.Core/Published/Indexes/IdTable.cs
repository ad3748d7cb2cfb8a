using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>The ordinal of each id: an open hash table of ordinals alone, as the ids are in the records.</summary>
internal sealed class IdTable
{
    private readonly AdministrationRecord[] _records;
    private readonly int[] _slots; // ordinal + 1; 0 where the slot is free. At most half of them are taken.

    public IdTable(AdministrationRecord[] records)
    {
        _records = records;
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, records.Length * 2))];
        for (var ordinal = 0; ordinal < records.Length; ordinal++)
        {
            var slot = FirstSlot(records[ordinal].Id);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = ordinal + 1;
        }
    }

    /// <returns>-1 where no record has the id.</returns>
    public int Find(Guid id)
    {
        for (var slot = FirstSlot(id); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var ordinal = _slots[slot] - 1;
            if (_records[ordinal].Id == id)
            {
                return ordinal;
            }
        }

        return -1;
    }

    private int FirstSlot(Guid id) => (int)((uint)StableHash.Of(id) & (uint)(_slots.Length - 1));
}
