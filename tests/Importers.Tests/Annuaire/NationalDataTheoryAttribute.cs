using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>The same as <see cref="NationalDataFactAttribute"/>, for a table of files.</summary>
public sealed class NationalDataTheoryAttribute : TheoryAttribute
{
    public NationalDataTheoryAttribute()
    {
        if (Repository.NationalData is null)
        {
            Skip = "The national data is not beside this checkout (../shared/data).";
        }
    }
}
