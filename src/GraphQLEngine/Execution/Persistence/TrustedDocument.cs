namespace GraphQLEngine.Execution;

/// <summary>A document known beforehand, for example one that a client application was built with.</summary>
/// <param name="Name">Its name, by which it can be asked for, without an extension.</param>
/// <param name="Text">The document in UTF-8. The memory must not change.</param>
/// <param name="Source">What to call it in errors, e.g. its path.</param>
public sealed record TrustedDocument(string Name, ReadOnlyMemory<byte> Text, string Source)
{
    /// <summary>The files <c>*.graphql</c> of a folder, each named as its file without the extension.</summary>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public static IReadOnlyList<TrustedDocument> LoadFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.graphql")
            .Order(StringComparer.Ordinal)
            .Select(file => new TrustedDocument(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file), Path.GetFileName(file))),
    ];
}
