namespace PublicDirectory.Extranet.Shell;

/// <summary>Which style sheets dress the pages; the markup is the same.</summary>
public enum VisualTheme
{
    /// <summary>The project's own sheet.</summary>
    Neutre,

    /// <summary>The State design system, for sites that accepted its terms of use: see docs/guides/operating.md.</summary>
    Dsfr,
}

/// <summary>What every page says of the service: the section <c>Shell</c> of the settings.</summary>
public sealed record ShellOptions
{
    /// <summary>What agents call it; on every page, and in mails.</summary>
    public string ServiceName { get; init; } = "Annuaire partagé";

    public string Tagline { get; init; } = "Espace des agents";

    /// <summary>« non conforme », « partiellement conforme » or « totalement conforme », as the last audit found.</summary>
    public string Accessibility { get; init; } = "non conforme";

    public VisualTheme Theme { get; init; }

    /// <summary>
    /// Where agents reach the extranet, such as <c>https://agents.example.fr</c>: what links in mails and the identity provider
    /// are given. Null: as the request says, which only loopback addresses may (see <c>AllowedHosts</c>).
    /// </summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Where the public API answers, such as <c>https://api.example.fr</c>: pages link to what it says. Null: no such links.
    /// </summary>
    public Uri? ApiUrl { get; init; }
}
