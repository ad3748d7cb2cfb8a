using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is typed about the ways to reach an administration.</summary>
public sealed record ContactsForm
{
    public List<ChannelRow> Channels { get; set; } = [];

    /// <summary>The kind of the next row.</summary>
    public string? NextKind { get; set; }
}

/// <summary>A channel as it is typed.</summary>
public sealed record ChannelRow
{
    /// <summary>The channel that it was made from, for what the form does not show, its hours; null for a new one.</summary>
    public string? Before { get; set; }

    public string? Kind { get; set; }

    public string? Value { get; set; }

    public string? Label { get; set; }

    public string? Audience { get; set; }

    public string? Cost { get; set; }

    /// <summary>Days; or a delay as the document says it, where it is not in days.</summary>
    public string? AnswersWithin { get; set; }

    public string? Accessible { get; set; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Before + Value + Label + Cost + AnswersWithin);

    /// <summary>Several lines for an address.</summary>
    public bool HasLines => Kind is nameof(ChannelKind.Post) or nameof(ChannelKind.Counter);

    /// <summary>« Téléphone ».</summary>
    public string KindName => Enum.TryParse<ChannelKind>(Kind, out var kind) && Enum.IsDefined(kind) ? ChannelNames.Of(kind) : "Contact";

    public static ChannelRow Of(ContactChannel channel) => new()
    {
        Before = DocumentJson.WritePart(channel),
        Kind = channel.Kind.ToString(),
        Value = Shown(channel),
        Label = channel.Label,
        Audience = channel.Audience.ToString(),
        Cost = channel.Cost,
        AnswersWithin = Days(channel.AnswersWithin),
        Accessible = channel.Accessible switch { true => "oui", false => "non", null => "" },
    };

    /// <param name="saved">Those that the document has: what the form does not show comes from one of them, never from the browser.</param>
    /// <param name="departement">Where the administration stands: what a number without prefix is local to.</param>
    /// <param name="refuse">Told the property and what is wrong with it.</param>
    public ContactChannel Write(IReadOnlyList<ContactChannel> saved, string? departement, Action<string, string> refuse)
    {
        // The same contact, also when its hours have changed on their own page meanwhile.
        var key = DocumentJson.ReadPart<ContactChannel>(Before) is { } was ? ChannelHours.KeyOf(was) : null;
        var before = saved.FirstOrDefault(channel => ChannelHours.KeyOf(channel) == key);
        if (!Enum.TryParse<ChannelKind>(Kind, out var kind) || !Enum.IsDefined(kind))
        {
            refuse(nameof(Kind), "Choisissez le type de contact.");
        }

        var delay = Typed.Line(AnswersWithin, Days(before?.AnswersWithin));
        var isNumber = int.TryParse(delay, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 999;
        if (delay is not null && !isNumber && delay != Days(before?.AnswersWithin))
        {
            refuse(nameof(AnswersWithin), "Saisissez un nombre de jours, par exemple 5.");
        }

        var (value, remark) = WriteValue(kind, departement, before);
        return new ContactChannel
        {
            Kind = kind,
            Value = value,
            Label = WithRemark(Typed.Line(Label, before?.Label), remark),
            Audience = Audience == nameof(ChannelAudience.Agent) ? ChannelAudience.Agent : ChannelAudience.Public,
            OpeningHours = before?.OpeningHours,
            Cost = Typed.Lines(Cost, before?.Cost),
            AnswersWithin = delay == Days(before?.AnswersWithin) ? before?.AnswersWithin
                : isNumber ? string.Create(CultureInfo.InvariantCulture, $"P{days}D")
                : null,
            Accessible = Accessible switch { "oui" => true, "non" => false, _ => null },
        };
    }

    // The value as it is kept, or as it was typed, for the mistake to be said; and what was typed beside it.
    private (string Value, string? Remark) WriteValue(ChannelKind kind, string? departement, ContactChannel? before)
    {
        var shown = before is null ? null : Shown(before);
        var typed = HasLines ? Typed.Lines(Value, shown) : Typed.Line(Value, shown);
        return typed == shown && kind == before?.Kind ? (before.Value, null)
            : ContactText.TryRead(kind, typed, departement) ?? (typed ?? "", null);
    }

    // « poste 12 » is said with the name of the line: it is no part of its number.
    private static string? WithRemark(string? label, string? remark) => remark is null ? label
        : label is null ? char.ToUpperInvariant(remark[0]) + remark[1..]
        : label.Contains(remark, StringComparison.OrdinalIgnoreCase) ? label
        : $"{label}, {remark}";

    /// <summary>As people write it: « 04 65 71 00 01 » for <c>+33465710001</c>.</summary>
    private static string Shown(ContactChannel channel) => ContactText.Shown(channel.Kind, channel.Value);

    // « 5 » for P5D; anything finer as it is.
    private static string? Days(string? duration) =>
        duration is ['P', .. var days, 'D'] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? days : duration;
}
