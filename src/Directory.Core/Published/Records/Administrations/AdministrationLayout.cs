namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>Where the fixed values of an <see cref="AdministrationRecord"/> lie in its block, and the meaning of its flags.</summary>
internal static class Layout
{
    public const int Id = 0;
    public const int Sequence = 16;
    public const int PublishedAt = 24;
    public const int ChangedAt = 32;
    public const int VerifiedAt = 40;
    public const int Version = 48;
    public const int Commune = 52;
    public const int Latitude = 56;
    public const int Longitude = 60;
    public const int Flags = 64;
    public const int Sections = 68;
    public const int SectionCount = (int)LayoutSection.Unread + 1;

    // Flags: bits 0-1 path, 2 location, 3 accessibility, 4-5 wheelchair, 6-7 sign language, 8 local, 9 wide offsets, 10 of the past,
    // 16-31 kinds of public channels.
    public const int PathMask = 3;
    public const int StandardPath = 1;
    public const int UrgentPath = 2;
    public const int LocationFlag = 1 << 2;
    public const int AccessibilityFlag = 1 << 3;
    public const int WheelchairShift = 4;
    public const int SignLanguageShift = 6;
    public const int LocalFlag = 1 << 8;
    public const int WideFlag = 1 << 9;
    public const int PastFlag = 1 << 10;
    public const int ChannelKindsShift = 16;
}

/// <summary>The parts of a block that vary in length, in their order.</summary>
internal enum LayoutSection
{
    Name,
    FoldedName,
    Acronym,
    Mission,
    Source,
    AccessibilityNote,
    Parent,
    Types,
    ExternalIds,
    Addresses,
    Hours,
    Channels,
    Blocks,
    Competences,
    Notices,
    Responsible,
    PeakTimes,
    Attribution,
    Unread,
}
