using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="Theme"/> read in place.</summary>
public readonly struct ThemeView : IRecordView<ThemeView>
{
    private readonly byte[] _block;
    private readonly int _parent;

    // In the block: id, label, then 1 and the parent, or 0.
    private ThemeView(byte[] block, int start)
    {
        _block = block;
        Id = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
        _parent = block[start] == 0 ? 0 : start + 1;
    }

    /// <inheritdoc cref="Theme.Id"/>
    public JsonText Id { get; }

    /// <inheritdoc cref="Theme.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="Theme.Parent"/>
    public ThemeView? Parent => _parent == 0 ? null : new ThemeView(_block, _parent);

    internal static void Write(BlockWriter writer, Theme theme)
    {
        for (var level = theme; level is not null; level = level.Parent)
        {
            writer.Text(level.Id);
            writer.Text(level.Label);
            writer.Byte(level.Parent is null ? 0 : 1);
        }
    }

    static ThemeView IRecordView<ThemeView>.At(byte[] block, int start) => new(block, start);
}
