using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>A <see cref="ResponsibleUnit"/> read in place.</summary>
public readonly struct ResponsibleUnitView
{
    // In the block: whether an entry follows, the entry, the name.
    internal ResponsibleUnitView(byte[] block, int start)
    {
        Administration = block[start++] != 0 ? Block.Id(block, ref start) : null;
        Name = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="ResponsibleUnit.Name"/>
    public JsonText Name { get; }

    /// <inheritdoc cref="ResponsibleUnit.Administration"/>
    public Guid? Administration { get; }

    internal static void Write(BlockWriter writer, ResponsibleUnit unit)
    {
        writer.Byte(unit.Administration is null ? 0 : 1);
        if (unit.Administration is { } administration)
        {
            writer.Id(administration);
        }

        writer.Text(unit.Name);
    }
}
