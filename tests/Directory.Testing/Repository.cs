namespace PublicDirectory.Testing;

/// <summary>Places in the checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Directory.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The national data beside the checkout, null where it is absent: tests must pass without it.</summary>
    public static string? NationalData
    {
        get
        {
            var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));
            return Directory.Exists(path) ? path : null;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout: Directory.sln was not found.");
    }
}
