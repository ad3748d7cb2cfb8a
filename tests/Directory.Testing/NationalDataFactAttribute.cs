namespace PublicDirectory.Testing;

/// <summary>A test on the national data; skipped, and shown as skipped, where that data is absent.</summary>
public sealed class NationalDataFactAttribute : FactAttribute
{
    /// <summary>Skips when the data folder is absent.</summary>
    public NationalDataFactAttribute()
    {
        if (Repository.NationalData is null)
        {
            Skip = "The national data is not beside this checkout (../shared/data).";
        }
    }
}
