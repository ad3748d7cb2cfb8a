using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public class DocumentCacheTests
{
    [Fact]
    public void Find_AfterAdd_GivesTheSameDocument()
    {
        var cache = new DocumentCache(4, 1000);
        var document = Prepared("{ text }");
        cache.Add("{ text }"u8.ToArray(), document);

        Assert.Same(document, cache.Find("{ text }"u8));
        Assert.Null(cache.Find("{ text  }"u8));
    }

    [Fact]
    public void Add_BeyondTheNumber_DropsWhatWasUsedLongestAgo()
    {
        var cache = new DocumentCache(4, 1000);
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
        var cache = new DocumentCache(100, 20);
        for (var i = 0; i < 50; i++)
        {
            cache.Add(Text(i), Prepared("{ text }"));
        }

        Assert.InRange(cache.Count, 1, 2);
    }

    private static byte[] Text(int i) => Encoding.UTF8.GetBytes($"{{ t{i:00}: text }}");

    private static PreparedDocument Prepared(string text) =>
        PreparedDocument.Prepare(Sample.Schema, Encoding.UTF8.GetBytes(text), new ExecutorOptions());
}
