using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Sample;

namespace PublicDirectory.Importers.Tests.Sample;

public sealed class SampleDemarchesTests
{
    private static readonly List<DemarcheDocument> Demarches =
        [.. SampleDemarches.Read().Select(record => (DemarcheDocument)record.Document)];

    [Fact]
    public void Read_Always_IsSomeTwentyValidDemarches()
    {
        Assert.InRange(Demarches.Count, 20, 25);
        Assert.All(Demarches, document => Assert.Empty(DemarcheValidator.Validate(document)));
        Assert.All(Demarches, document => Assert.Equal(Sources.Sample.Code, document.Provenance.Source));
    }

    [Fact]
    public void Read_WhatTheyReferTo_IsThere()
    {
        var keys = Demarches.SelectMany(document => document.ExternalIds).ToHashSet();
        var types = ServiceTypeTable.Read().Select(type => type.Code).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Demarches.Count, keys.Count);
        Assert.Empty(Demarches.SelectMany(document => document.Related).Except(keys));
        Assert.Empty(Demarches.SelectMany(document => document.HandledBy).Except(types));
        Assert.All(Demarches, document => Assert.NotEmpty(document.HandledBy));
    }
}
