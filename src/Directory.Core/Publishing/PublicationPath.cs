namespace PublicDirectory.Core.Publishing;

/// <summary>How a version came to be published; stored as text in <c>entry_versions.path</c>.</summary>
public static class PublicationPath
{
    /// <summary>From a source file.</summary>
    public const string Import = "import";

    /// <summary>Proposed by one person and approved by another.</summary>
    public const string Standard = "standard";

    /// <summary>At once, by a holder of the urgent grant, confirmed afterwards.</summary>
    public const string Urgent = "urgent";
}
