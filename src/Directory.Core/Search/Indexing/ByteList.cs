namespace PublicDirectory.Core.Search.Indexing;

/// <summary>Bytes that are added one after the other.</summary>
internal sealed class ByteList
{
    private byte[] _bytes = new byte[1024];

    public int Count { get; private set; }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void AddVarint(uint value)
    {
        if (Count + 5 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (value >= 0x80)
        {
            _bytes[Count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Count++] = (byte)value;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, Count).ToArray();
}
