using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published.Records;

/// <summary>A block of the document whose provenance differs from the whole's, read in place.</summary>
public readonly struct BlockProvenanceView : IRecordView<BlockProvenanceView>
{
    private BlockProvenanceView(byte[] block, int start)
    {
        VerifiedAt = Block.OptionalInstant(block, ref start);
        Name = Block.Text(block, ref start);
        Source = Block.Text(block, ref start);
        VerifiedBy = Block.Text(block, ref start);
    }

    /// <summary>The block: a top-level property of the document, e.g. <c>openingHours</c>.</summary>
    public JsonText Name { get; }

    /// <inheritdoc cref="BlockProvenance.Source"/>
    public JsonText Source { get; }

    /// <inheritdoc cref="BlockProvenance.VerifiedAt"/>
    public Instant? VerifiedAt { get; }

    /// <inheritdoc cref="BlockProvenance.VerifiedBy"/>
    public JsonText VerifiedBy { get; }

    /// <summary>Whether the block was edited here.</summary>
    public bool IsLocal => Source.Span.SequenceEqual("local"u8);

    internal static void Write(BlockWriter writer, KeyValuePair<string, BlockProvenance> block)
    {
        writer.OptionalInstant(block.Value.VerifiedAt);
        writer.Text(block.Key);
        writer.Text(block.Value.Source);
        writer.Text(block.Value.VerifiedBy);
    }

    static BlockProvenanceView IRecordView<BlockProvenanceView>.At(byte[] block, int start) => new(block, start);
}
