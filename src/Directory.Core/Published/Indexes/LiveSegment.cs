using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>A segment as a picture sees it: without the records that something newer replaces.</summary>
internal readonly record struct LiveSegment(Segment Segment, HiddenOrdinals? Hidden)
{
    public int Count => Segment.Count - (Hidden?.Count ?? 0);

    public bool IsHidden(int ordinal) => Hidden is not null && Hidden.Contains(ordinal);

    public AdministrationRecord? Find(Guid id) =>
        Segment.Ids.Find(id) is var ordinal and >= 0 && !IsHidden(ordinal) ? Segment.Records[ordinal] : null;
}
