namespace PublicDirectory.Api.Exports;

/// <summary>A file that was made.</summary>
/// <param name="Path">Where it is kept.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Their hash.</param>
internal sealed record ExportFile(string Path, long Length, byte[] Sha256);
