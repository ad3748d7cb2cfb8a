using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public class DocumentCacheTests
{
    [Fact]
    public void Find_AfterAdd_GivesTheSameDocument()
    {
        var cache = new DocumentCache(4, 1_000_000);
        var document = Prepared("{ text }");
        cache.Add("{ text }"u8.ToArray(), document);

        Assert.Same(document, cache.Find("{ text }"u8));
        Assert.Null(cache.Find("{ text  }"u8));
    }

    [Fact]
    public void Add_BeyondTheNumber_DropsWhatWasUsedLongestAgo()
    {
        var cache = new DocumentCache(4, 1_000_000);
        for (var i = 0; i < 4; i++)
        {
            cache.Add(Text(i), Prepared("{ text }"));
        }

        cache.Find(Text(0));
        cache.Add(Text(4), Prepared("{ text }"));

        Assert.InRange(cache.Count, 1, 4);
        Assert.NotNull(cache.Find(Text(0)));
        Assert.NotNull(cache.Find(Text(4)));
        Assert.Null(cache.Find(Text(1)));
    }

    [Fact]
    public void Add_BeyondTheBytes_DropsUntilItFits()
    {
        var each = Prepared("{ text }").Bytes;
        var cache = new DocumentCache(100, each * 2);
        for (var i = 0; i < 50; i++)
        {
            cache.Add(Text(i), Prepared("{ text }"));
        }

        Assert.InRange(cache.Count, 1, 2);
    }

    [Fact]
    public void Trim_AfterPlansGrew_DropsUntilItFits()
    {
        var cache = new DocumentCache(100, 20_000);
        var documents =
            Enumerable.Range(0, 10).Select(_ => Prepared("query ($a: Boolean!) { text @skip(if: $a) office { id name } }")).ToList();
        for (var i = 0; i < documents.Count; i++)
        {
            cache.Add(Text(i), documents[i]);
        }

        var before = cache.Count;
        foreach (var document in documents)
        {
            foreach (var value in new[] { true, false })
            {
                document.Operation(null).Plan(new VariableValues(["a"], [value]));
            }
        }

        cache.Trim();

        Assert.True(cache.Count < before, $"{before} documents before, {cache.Count} after");
        Assert.NotNull(cache.Find(Text(9)));
    }

    private static byte[] Text(int i) => Encoding.UTF8.GetBytes($"{{ t{i:00}: text }}");

    private static PreparedDocument Prepared(string text) =>
        PreparedDocument.Prepare(Sample.Schema, Encoding.UTF8.GetBytes(text), new ExecutorOptions());
}
