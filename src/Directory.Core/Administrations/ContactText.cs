namespace PublicDirectory.Core.Administrations;

/// <summary>A contact as it is typed or pasted in a form, by the same readers as what sources bring.</summary>
public static class ContactText
{
    /// <summary>The value of one contact.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="departement">See <see cref="PhoneNumber.TryRead"/>.</param>
    /// <returns>
    /// The value as the base keeps it, and what was said beside it (« poste 12 »); null where the text is not one value of that kind, or
    /// for kinds that are lines of text.
    /// </returns>
    public static (string Value, string? Remark)? TryRead(ChannelKind kind, string? text, string? departement) => kind switch
    {
        _ when text is null => null,
        ChannelKind.Phone or ChannelKind.Fax => Phone(text, departement),
        ChannelKind.Appointment => Phone(text, departement) ?? Address(text),
        ChannelKind.Email => WebAddress.ReadMails(text, out var rejected) is [var mail] && rejected is null ? (mail, null) : null,
        ChannelKind.OnlineService or ChannelKind.Form or ChannelKind.Website or ChannelKind.Social => Address(text),
        _ => null,
    };

    /// <summary>A value as people write it; read again, it is the same.</summary>
    public static string Shown(ChannelKind kind, string value) => kind switch
    {
        ChannelKind.Phone or ChannelKind.Fax or ChannelKind.Appointment => PhoneNumber.Shown(value),
        ChannelKind.Email => WebAddress.Shown(value),
        _ => value,
    };

    private static (string Value, string? Remark)? Phone(string text, string? departement) =>
        PhoneText.Read(text, departement, out var remark, out var isWhole) is [var number] && isWhole ? (number.Value, remark) : null;

    private static (string Value, string? Remark)? Address(string text) => WebAddress.TryRead(text) is { } address ? (address, null) : null;
}
