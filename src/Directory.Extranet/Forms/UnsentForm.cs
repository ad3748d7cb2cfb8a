namespace PublicDirectory.Extranet.Forms;

/// <summary>What was posted and perhaps not dealt with: the page that says so holds it, to be posted again as it was.</summary>
/// <param name="Path">Where it was posted, with the query.</param>
/// <param name="Fields">
/// As they came, tokens with them. None is made anew: what another site made the browser post still lacks its token, and a form that was
/// dealt with after all has its effect once.
/// </param>
internal sealed record UnsentForm(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Null where nothing was posted that may be shown again (see <see cref="KeptForms.MayKeep"/>).</summary>
    public static UnsentForm? Of(HttpContext http) => KeptForms.MayKeep(http)
        ? new UnsentForm(
            KeptForms.PathOf(http.Request),
            [.. http.Request.Form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))])
        : null;
}
