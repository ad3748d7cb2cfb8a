namespace PublicDirectory.Core.Territories;

/// <summary>The outline that a source gives for a code of its time, which may have become part of another commune since.</summary>
/// <param name="Code">The code, of today or of the past.</param>
/// <param name="Wkb">A polygon or several as well-known binary, in degrees: longitude, latitude.</param>
public sealed record SourceOutline(InseeCode Code, byte[] Wkb);
