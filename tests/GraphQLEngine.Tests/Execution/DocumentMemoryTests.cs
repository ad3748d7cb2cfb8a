using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

// Measures the heap of the whole process: no other test may run beside it.
[Collection(AloneCollection.Name)]
public sealed class DocumentMemoryTests
{
    [Fact]
    public void Bytes_OfManyDocumentsAndPlans_AreAboutWhatTheyTake()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var documents = Enumerable.Range(0, 300)
            .Select(
                i => Prepared(
                    $"query Q{i} {{ a: office {{ id name parent {{ id name nick tags }} place {{ x }} }} any {{ ... on Office {{ id level }} }} }}"))
            .ToList();
        documents.ForEach(d => d.Operation(null).Plan(VariableValues.None));
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange((double)documents.Sum(d => d.Bytes) / taken, 0.3, 4);
    }

    private static PreparedDocument Prepared(string text) =>
        PreparedDocument.Prepare(Sample.Schema, Encoding.UTF8.GetBytes(text), new ExecutorOptions());
}
