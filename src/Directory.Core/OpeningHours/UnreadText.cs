using System.Text.Json.Serialization;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// A text of the source about opening that could not be read as rules (« semaines paires », « fermé en août »).
/// On its days the state is unknown, and the text is what a person gets to see.
/// </summary>
[JsonConverter(typeof(UnreadTextJsonConverter))]
public sealed record UnreadText
{
    /// <summary>The days that the text is about; at least one in a valid schedule.</summary>
    public required Weekdays Days { get; init; }

    /// <summary>
    /// The words of the source, in French; 1 to <see cref="OpeningSchedule.MaxTextLength"/> characters.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>
    /// On which of its weekdays the text may hold, where its words name dates, a season or the school holidays; null for each of them.
    /// Beyond them the hours are known.
    /// </summary>
    public Recurrence? Recurrence { get; init; }
}
