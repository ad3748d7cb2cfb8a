using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>An <see cref="Address"/> read in place.</summary>
public readonly struct AddressView : IRecordView<AddressView>
{
    private const int PostalFlag = 1;
    private const int CommuneFlag = 2;
    private const int LocationFlag = 4;

    private readonly byte[] _block;
    private readonly int _texts;

    // In the block: flags, commune and location where there are some, the lines, the postal code, the city.
    private AddressView(byte[] block, int start)
    {
        _block = block;
        var flags = block[start++];
        Kind = (flags & PostalFlag) != 0 ? AddressKind.Postal : AddressKind.Physical;
        Commune = (flags & CommuneFlag) != 0 ? PlaceKey.ToCommune(Block.Int32(block, ref start)) : null;
        Location = (flags & LocationFlag) != 0 ? Block.Point(block, ref start) : null;
        _texts = start;
    }

    /// <inheritdoc cref="Address.Kind"/>
    public AddressKind Kind { get; }

    /// <inheritdoc cref="Address.Commune"/>
    public InseeCode? Commune { get; }

    /// <inheritdoc cref="Address.Location"/>
    public GeoPoint? Location { get; }

    /// <inheritdoc cref="Address.Lines"/>
    public RecordList<JsonText> Lines => new(_block, _texts);

    /// <inheritdoc cref="Address.PostalCode"/>
    public JsonText PostalCode
    {
        get
        {
            var position = AfterLines();
            return Block.Text(_block, ref position);
        }
    }

    /// <inheritdoc cref="Address.City"/>
    public JsonText City
    {
        get
        {
            var position = AfterLines();
            Block.SkipText(_block, ref position);
            return Block.Text(_block, ref position);
        }
    }

    internal static void Write(BlockWriter writer, Address address)
    {
        writer.Byte((address.Kind == AddressKind.Postal ? PostalFlag : 0)
            | (address.Commune is null ? 0 : CommuneFlag)
            | (address.Location is null ? 0 : LocationFlag));
        if (address.Commune is { } commune)
        {
            writer.Int32(PlaceKey.OfCommune(commune));
        }

        if (address.Location is { } location)
        {
            writer.Point(location);
        }

        writer.List(address.Lines, static (lines, line) => lines.Text(line));
        writer.Text(address.PostalCode);
        writer.Text(address.City);
    }

    static AddressView IRecordView<AddressView>.At(byte[] block, int start) => new(block, start);

    private int AfterLines()
    {
        var position = _texts;
        for (var left = Block.Varint(_block, ref position); left > 0; left--)
        {
            var length = (int)Block.Varint(_block, ref position);
            position += length;
        }

        return position;
    }
}
