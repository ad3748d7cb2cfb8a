using System.Security.Cryptography;
using System.Text;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>Names and addresses of the page that edits the hours of one contact channel.</summary>
public static class ChannelHours
{
    /// <param name="entryId">The entry.</param>
    /// <param name="index">The channel's place in the list, from 0.</param>
    public static string PathOf(Guid entryId, int index) => $"/extranet/fiches/{entryId}/contacts/{index}/horaires";

    /// <summary>« Standard, +33 1 23… »: the label and the value.</summary>
    public static string NameOf(ContactChannel channel) =>
        channel.Label is { } label ? $"{label} ({channel.Value})" : channel.Value;

    /// <summary>What tells a channel from all others of its entry, whatever its place; no two share kind, audience and value.</summary>
    public static string KeyOf(ContactChannel channel) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{channel.Kind} {channel.Audience} {channel.Value}")).AsSpan(0, 8));
}
