using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="DemarcheContact"/> read in place.</summary>
public readonly struct DemarcheContactView : IRecordView<DemarcheContactView>
{
    private DemarcheContactView(byte[] block, int start)
    {
        Scope = (ContactScope)block[start++];
        Label = Block.Text(block, ref start);
        Url = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="DemarcheContact.Scope"/>
    public ContactScope Scope { get; }

    /// <inheritdoc cref="DemarcheContact.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="DemarcheContact.Url"/>
    public JsonText Url { get; }

    internal static void Write(BlockWriter writer, DemarcheContact item)
    {
        writer.Byte((int)item.Scope);
        writer.Text(item.Label);
        writer.Text(item.Url);
    }

    static DemarcheContactView IRecordView<DemarcheContactView>.At(byte[] block, int start) => new(block, start);
}
