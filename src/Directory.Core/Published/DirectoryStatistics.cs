using NodaTime;

namespace PublicDirectory.Core.Published;

/// <summary>The directory in figures.</summary>
/// <param name="Administrations">How many administrations are published.</param>
/// <param name="Demarches">How many démarches are published.</param>
/// <param name="Notices">How many notices with an entry of their own are published.</param>
/// <param name="LocalComplements">How many local complements are published.</param>
/// <param name="Communes">How many communes the country has.</param>
/// <param name="VerifiedShare">
/// The share of administrations confirmed within the review period, 0 to 1; 0 when there are none.
/// </param>
/// <param name="LastPublishedAt">When something was last published; null when nothing ever was.</param>
public readonly record struct DirectoryStatistics(
    int Administrations, int Demarches, int Notices, int LocalComplements, int Communes, double VerifiedShare, Instant? LastPublishedAt);
