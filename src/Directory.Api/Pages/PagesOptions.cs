using System.ComponentModel.DataAnnotations;

namespace PublicDirectory.Api.Pages;

/// <summary>The section <c>Pages</c> of the configuration: pages for usagers.</summary>
internal sealed class PagesOptions
{
    /// <summary>The service's name, in French.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string ServiceName { get; init; } = "Annuaire partagé";

    /// <summary>Where the pages are found by everyone, <c>https://…</c>; null: no list of all pages is given to search engines.</summary>
    public Uri? PublicUrl { get; init; }
}
