using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.National;

/// <summary>A walk over the national data: in <c>./test --long</c>, where that data is beside the checkout.</summary>
public sealed class LongNationalFactAttribute : FactAttribute
{
    /// <summary>Skips in short runs, and when the data folder is absent.</summary>
    public LongNationalFactAttribute()
    {
        if (Trials.Of("DIRECTORY_NATIONAL_WALKS", 0) == 0)
        {
            Skip = "A walk over the national data: ./test --long, or DIRECTORY_NATIONAL_WALKS=1.";
        }
        else if (Repository.NationalData is null)
        {
            Skip = "The national data is not beside this checkout (../shared/data).";
        }
    }
}
