namespace PublicDirectory.Api;

/// <summary>Files that travel inside the assembly.</summary>
internal static class Resources
{
    /// <exception cref="InvalidOperationException">There is no such file: the build is broken.</exception>
    public static byte[] Read(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly does not contain {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string ReadText(string name) => System.Text.Encoding.UTF8.GetString(Read(name));
}
