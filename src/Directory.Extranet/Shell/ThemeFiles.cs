using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.Shell;

/// <summary>The theme that is set must have been built.</summary>
internal static class ThemeFiles
{
    /// <exception cref="InvalidOperationException">The State design system is asked for, and is not there.</exception>
    public static void Check(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ShellOptions>>().Value.Theme is VisualTheme.Dsfr
            && !app.Environment.WebRootFileProvider.GetFileInfo("dsfr/dsfr.min.css").Exists)
        {
            throw new InvalidOperationException(
                "Shell:Theme is Dsfr, but its files were not taken: build with DIRECTORY_DSFR_TERMS_ACCEPTED=yes, "
                + "after reading the terms of use of the State design system (docs/guides/operating.md).");
        }
    }
}
