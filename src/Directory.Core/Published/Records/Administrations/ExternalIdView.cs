using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>An <see cref="ExternalId"/> read in place.</summary>
public readonly struct ExternalIdView : IRecordView<ExternalIdView>
{
    private ExternalIdView(byte[] block, int start)
    {
        Scheme = Block.Text(block, ref start);
        Value = Block.Text(block, ref start);
    }

    /// <summary>The register: <c>SIRET</c>, <c>DILA_ANNUAIRE</c>, ...</summary>
    public JsonText Scheme { get; }

    /// <summary>The identifier in that register.</summary>
    public JsonText Value { get; }

    internal static void Write(BlockWriter writer, ExternalId id)
    {
        writer.Text(id.Scheme);
        writer.Text(id.Value);
    }

    static ExternalIdView IRecordView<ExternalIdView>.At(byte[] block, int start) => new(block, start);
}
