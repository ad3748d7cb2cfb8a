using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What one request sees: one picture and one "now", from its first field to its last.</summary>
internal sealed class DirectoryRequest(Picture picture, Instant now, SchoolCalendar? schools = null)
{
    public Picture Picture { get; } = picture;

    public Instant Now { get; } = now;

    /// <summary>The school holidays; null where the operator gave no calendar.</summary>
    public SchoolCalendar? Schools { get; } = schools;
}
