using PublicDirectory.Core.Desk;

namespace PublicDirectory.Extranet.Desk;

/// <summary>What the desk says, and what it keeps covered.</summary>
internal static class DeskWords
{
    /// <summary>« Transmis ».</summary>
    public static string Status(string status) => status switch
    {
        ConversationStatus.New => "Nouveau",
        ConversationStatus.Open => "En cours",
        ConversationStatus.WaitingInterlocutor => "Transmis",
        ConversationStatus.Closed => "Clos",
        _ => "Indésirable",
    };

    /// <summary>« j***@exemple.fr ».</summary>
    public static string MaskedMail(string mail) => $"{mail[..1]}***{mail[mail.IndexOf('@', StringComparison.Ordinal)..]}";

    /// <summary>« *** 42 »: the last two figures.</summary>
    public static string MaskedPhone(string phone) => phone.Length > 4 ? $"*** {phone[^2..]}" : "***";
}
