using System.Text.Json;

namespace PublicDirectory.Core.Orientation;

/// <summary>Why a usager turns to an administration: what agents mark messages with, and what is counted.</summary>
/// <param name="Id">Stable for ever: statistics refer to it.</param>
/// <param name="Label">In French.</param>
/// <param name="Children">Narrower reasons; empty where there are none.</param>
public sealed record ContactReason(string Id, string Label, IReadOnlyList<ContactReason>? Children = null)
{
    /// <summary>The most at the top: more would not be told apart at a glance.</summary>
    public const int Most = 10;

    /// <summary>All of them, from <c>contact-reasons.json</c> beside this file, in the order in which they are offered.</summary>
    public static IReadOnlyList<ContactReason> All { get; } = Read();

    /// <summary>Narrower reasons.</summary>
    public IReadOnlyList<ContactReason> Children { get; } = Children ?? [];

    /// <summary>The reason with an id, at either level; null where there is none.</summary>
    public static ContactReason? Find(string id) =>
        All.Concat(All.SelectMany(reason => reason.Children)).FirstOrDefault(reason => reason.Id == id);

    private static List<ContactReason> Read()
    {
        using var stream = typeof(ContactReason).Assembly.GetManifestResourceStream("contact-reasons.json")
            ?? throw new InvalidOperationException("The resource contact-reasons.json is missing.");
        return JsonSerializer.Deserialize<List<ContactReason>>(stream, JsonSerializerOptions.Web)!;
    }
}
