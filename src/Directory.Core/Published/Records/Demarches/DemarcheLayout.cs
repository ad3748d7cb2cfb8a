namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>Where the fixed values of a <see cref="DemarcheRecord"/> lie in its block, and the meaning of its flags.</summary>
internal static class DemarcheLayout
{
    public const int Id = 0;
    public const int Sequence = 16;
    public const int PublishedAt = 24;
    public const int ChangedAt = 32;
    public const int VerifiedAt = 40;
    public const int Version = 48;
    public const int Flags = 52;
    public const int Sections = 56;
    public const int SectionCount = (int)DemarcheSection.Responsible + 1;

    // Flags: bit 0 urgent path, 1 edited here, 2 of the past, from 8 on one for each audience.
    public const int UrgentFlag = 1;
    public const int LocalFlag = 2;
    public const int PastFlag = 4;
    public const int AudienceShift = 8;
}

/// <summary>The parts of a block that vary in length, in their order.</summary>
internal enum DemarcheSection
{
    Title,
    FoldedTitle,
    Summary,
    Source,
    Url,
    Cost,
    Delay,
    Themes,
    LifeEvents,
    Keywords,
    Situations,
    RequiredDocuments,
    Steps,
    OnlineServices,
    Forms,
    HandledBy,
    Contacts,
    Related,
    ExternalIds,
    Blocks,
    Passages,
    Responsible,
}
