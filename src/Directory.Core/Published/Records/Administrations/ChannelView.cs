using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records.Hours;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>A <see cref="ContactChannel"/> read in place.</summary>
public readonly struct ChannelView : IRecordView<ChannelView>
{
    private const int AgentFlag = 1;
    private const int AccessibleFlag = 2;
    private const int InaccessibleFlag = 4;

    private readonly byte[] _block;
    private readonly int _hours;

    // In the block: kind, flags, the four texts, then the hours' length plus one (0: none) and the hours.
    private ChannelView(byte[] block, int start)
    {
        _block = block;
        Kind = (ChannelKind)block[start++];
        var flags = block[start++];
        Audience = (flags & AgentFlag) != 0 ? ChannelAudience.Agent : ChannelAudience.Public;
        Accessible = (flags & AccessibleFlag) != 0 ? true : (flags & InaccessibleFlag) != 0 ? false : null;
        Value = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
        Cost = Block.Text(block, ref start);
        AnswersWithin = Block.Text(block, ref start);
        _hours = start;
    }

    /// <inheritdoc cref="ContactChannel.Kind"/>
    public ChannelKind Kind { get; }

    /// <summary>
    /// Where the value leads, for an <c>href</c>: a web address, <c>tel:</c> or <c>mailto:</c>; null where nothing can be followed.
    /// </summary>
    public string? Href
    {
        get
        {
            var value = Value.ToString();
            return Kind switch
            {
                ChannelKind.Phone => $"tel:{value}",
                ChannelKind.Email => $"mailto:{value}",
                ChannelKind.Counter or ChannelKind.Post or ChannelKind.Fax => null,
                _ when value.StartsWith("http", StringComparison.Ordinal) => value,
                _ when value.StartsWith('+') => $"tel:{value}",
                _ => null,
            };
        }
    }

    /// <inheritdoc cref="ContactChannel.Audience"/>
    public ChannelAudience Audience { get; }

    /// <inheritdoc cref="ContactChannel.Accessible"/>
    public bool? Accessible { get; }

    /// <inheritdoc cref="ContactChannel.Value"/>
    public JsonText Value { get; }

    /// <inheritdoc cref="ContactChannel.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="ContactChannel.Cost"/>
    public JsonText Cost { get; }

    /// <inheritdoc cref="ContactChannel.AnswersWithin"/>
    public JsonText AnswersWithin { get; }

    /// <inheritdoc cref="ContactChannel.OpeningHours"/>
    public ScheduleView? OpeningHours
    {
        get
        {
            var position = _hours;
            return Block.Varint(_block, ref position) == 0 ? null : new ScheduleView(_block, position);
        }
    }

    internal static void Write(BlockWriter writer, ContactChannel channel)
    {
        writer.Byte((int)channel.Kind);
        writer.Byte((channel.Audience == ChannelAudience.Agent ? AgentFlag : 0)
            | (channel.Accessible == true ? AccessibleFlag : 0)
            | (channel.Accessible == false ? InaccessibleFlag : 0));
        writer.Text(channel.Value);
        writer.Text(channel.Label);
        writer.Text(channel.Cost);
        writer.Text(channel.AnswersWithin);
        if (channel.OpeningHours is { } hours)
        {
            writer.Prefixed(hours, ScheduleView.Write, extra: 1);
        }
        else
        {
            writer.Byte(0);
        }
    }

    static ChannelView IRecordView<ChannelView>.At(byte[] block, int start) => new(block, start);
}
