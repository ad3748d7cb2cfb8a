namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>
/// Reference data that may lie beside the repository, in <c>../shared/data</c>. Tests that need a file say so with
/// <see cref="FactWhenPresentAttribute"/>: without the file they are reported as skipped, with the reason.
/// </summary>
internal static class SharedData
{
    /// <summary>The full path of a file, null where it is not there.</summary>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Directory.sln")))
            {
                continue;
            }

            var file = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", path));
            return File.Exists(file) ? file : null;
        }

        return null;
    }

    public static string Get(string path) =>
        Find(path) ?? throw new FileNotFoundException("The reference file is not there.", path);
}

/// <summary>A fact about a file of the reference data; skipped, visibly, where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWhenPresentAttribute : FactAttribute
{
    public FactWhenPresentAttribute(string path)
    {
        if (SharedData.Find(path) is null)
        {
            Skip = $"../shared/data/{path} is absent.";
        }
    }
}
