namespace PublicDirectory.Pages.Site;

/// <summary>What all public pages share.</summary>
/// <param name="Name">The service's name, in French.</param>
/// <param name="Stylesheet">The address of the stylesheet.</param>
/// <param name="PublicUrl">Where the site is found by everyone; null where that is not set: addresses are then without host.</param>
public sealed record PublicSite(string Name, string Stylesheet, Uri? PublicUrl)
{
    /// <summary>An address of the site, whole where its host is known.</summary>
    internal string Address(string path) => PublicUrl is null ? path : new Uri(PublicUrl, path).AbsoluteUri;
}

/// <summary>The head of a page.</summary>
/// <param name="Title">What it is about, without the service's name.</param>
/// <param name="Path">Its one address on this site, from the slash on.</param>
/// <param name="Description">A sentence for lists of results elsewhere; null for none.</param>
/// <param name="IsIndexed">Whether search engines may list it.</param>
public sealed record PageHead(string Title, string Path, string? Description = null, bool IsIndexed = true)
{
    /// <summary>The address of its Atom feed; null where there is none.</summary>
    public string? Feed { get; init; }
}
