using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>A test under the State design system, where its files were taken; they are never kept with ours.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DsfrFactAttribute : FactAttribute
{
    public DsfrFactAttribute()
    {
        if (!File.Exists(Path.Combine(Repository.Root, "src", "Directory.Extranet", "wwwroot", "dsfr", "dsfr.min.css")))
        {
            Skip = "The State design system was not taken: build with DIRECTORY_DSFR_TERMS_ACCEPTED=yes (docs/guides/operating.md).";
        }
    }
}
