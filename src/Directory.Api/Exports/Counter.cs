using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Exports;

/// <summary>An administration where a form has room for one of each thing.</summary>
internal static class Counter
{
    /// <summary>Where people go; else where they write.</summary>
    public static AddressView? Address(AdministrationRecord administration) =>
        administration.Addresses.Where(address => address.Kind is AddressKind.Physical).Concat(administration.Addresses)
            .Select(address => (AddressView?)address).FirstOrDefault();

    /// <summary>The lines of an address, without the last one.</summary>
    public static string Lines(AddressView address) => string.Join(", ", address.Lines.Select(line => line.ToString()));

    /// <summary>The public channels of a kind.</summary>
    public static IEnumerable<ChannelView> Channels(AdministrationRecord administration, ChannelKind kind) =>
        administration.Channels.Where(channel => channel.Kind == kind && channel.Audience is ChannelAudience.Public);

    /// <summary>The first public channel of a kind; null for none.</summary>
    public static string? Channel(AdministrationRecord administration, ChannelKind kind) =>
        Channels(administration, kind).Select(channel => channel.Value.ToString()).FirstOrDefault();

    /// <summary>The codes of its service types.</summary>
    public static IEnumerable<string> Types(AdministrationRecord administration) =>
        administration.Types.Select(type => type.ToString());
}
