using GraphQLEngine.Execution;
using GraphQLEngine.Language;

namespace GraphQLEngine.Tests.Execution;

public class NullPropagationTests
{
    [Theory]
    [InlineData( // a nullable field fails alone, and shows what its resolver says
        "{ office { id fail name } }",
        """{"data":{"office":{"id":"A","fail":null,"name":"A"}},"errors":[{"message":"No.","locations":[{"line":1,"column":15}],"path":["office","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData( // a non-null field takes its object with it; an unexpected exception keeps its text
        "{ office { id failHard } after: office { id } }",
        """{"data":{"office":null,"after":{"id":"A"}},"errors":[{"message":"Internal error","locations":[{"line":1,"column":15}],"path":["office","failHard"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // through a non-null root field to the whole of data
        "{ office { id } strict { failHard } }",
        """{"data":null,"errors":[{"message":"Internal error","locations":[{"line":1,"column":26}],"path":["strict","failHard"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // in a list of nullables only the item is lost
        "{ offices { id name } }",
        """{"data":{"offices":[{"id":"1","name":"1"},null,null]},"errors":[{"message":"The field \"Office.name\" is never null, but its value is missing.","locations":[{"line":1,"column":16}],"path":["offices",1,"name"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // in a list of non-nulls the list is lost
        "{ nulls { id } text2: office { id } }",
        """{"data":{"nulls":null,"text2":{"id":"A"}},"errors":[{"message":"The field \"Query.nulls\" is never null, but its value is missing.","locations":[{"line":1,"column":3}],"path":["nulls",0],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // in a list of lists the inner list is lost, and the places after it stay right
        "{ holes after: office { fail } }",
        """{"data":{"holes":[["a"],null,["c"],null],"after":{"fail":null}},"errors":[{"message":"The field \"Query.holes\" is never null, but its value is missing.","locations":[{"line":1,"column":3}],"path":["holes",1,1],"extensions":{"code":"INTERNAL"}},{"message":"The field \"Query.holes\" is never null, but its value is missing.","locations":[{"line":1,"column":3}],"path":["holes",3,0],"extensions":{"code":"INTERNAL"}},{"message":"No.","locations":[{"line":1,"column":25}],"path":["after","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData( // a list that fails while it is read is lost as a whole
        "{ broken { id } after: office { fail } }",
        """{"data":{"broken":null,"after":{"fail":null}},"errors":[{"message":"Internal error","locations":[{"line":1,"column":3}],"path":["broken"],"extensions":{"code":"INTERNAL"}},{"message":"No.","locations":[{"line":1,"column":33}],"path":["after","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData( // inside another list it is lost alone
        "{ brokenHoles { id } after: office { fail } }",
        """{"data":{"brokenHoles":[[],null,[{"id":"N"}]],"after":{"fail":null}},"errors":[{"message":"Internal error","locations":[{"line":1,"column":3}],"path":["brokenHoles",1],"extensions":{"code":"INTERNAL"}},{"message":"No.","locations":[{"line":1,"column":38}],"path":["after","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData(
        "{ laterBroken { id } }",
        """{"data":{"laterBroken":null},"errors":[{"message":"Internal error","locations":[{"line":1,"column":3}],"path":["laterBroken"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // an asynchronous list, then what follows
        "{ laterList { name } later }",
        """{"data":{"laterList":null,"later":1},"errors":[{"message":"The field \"Office.name\" is never null, but its value is missing.","locations":[{"line":1,"column":15}],"path":["laterList",1,"name"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData(
        "{ later laterFail laterOffice { name fail } }",
        """{"data":{"later":1,"laterFail":null,"laterOffice":{"name":"L","fail":null}},"errors":[{"message":"Later no.","locations":[{"line":1,"column":9}],"path":["laterFail"],"extensions":{"code":"NOPE"}},{"message":"No.","locations":[{"line":1,"column":38}],"path":["laterOffice","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData(
        "{ later laterHard }",
        """{"data":null,"errors":[{"message":"At once.","locations":[{"line":1,"column":9}],"path":["laterHard"],"extensions":{"code":"BAD_USER_INPUT"}}]}""")]
    [InlineData( // every place that selected the field
        "{ office { fail } ...F } fragment F on Query { office { fail } }",
        """{"data":{"office":{"fail":null}},"errors":[{"message":"No.","locations":[{"line":1,"column":12},{"line":1,"column":57}],"path":["office","fail"],"extensions":{"code":"NOPE","why":"because"}}]}""")]
    [InlineData(
        "{ long nan }",
        """{"data":{"long":null,"nan":null},"errors":[{"message":"Int cannot hold 2147483648, which needs more than 32 bits.","locations":[{"line":1,"column":3}],"path":["long"],"extensions":{"code":"INTERNAL"}},{"message":"A number of the response is infinite or undefined.","locations":[{"line":1,"column":8}],"path":["nan"],"extensions":{"code":"INTERNAL"}}]}""")]
    [InlineData( // a value that no case of its interface accepts
        "{ node(n: 2) { id } }",
        """{"data":{"node":null},"errors":[{"message":"Internal error","locations":[{"line":1,"column":3}],"path":["node"],"extensions":{"code":"INTERNAL"}}]}""")]
    public void Error_InAField_MakesNullTheNearestPlaceThatMayBe(string query, string expected) =>
        Assert.Equal(expected, Ask.Of(Sample.Schema, query));

    [Fact]
    public void UnexpectedException_OfAResolver_IsReportedToTheHost()
    {
        var reported = new List<(Exception Exception, GraphQLError Error)>();
        var options = new ExecutorOptions { OnUnexpectedError = (e, error) => reported.Add((e, error)) };

        Ask.Of(Sample.Schema, "{ office { failHard } }", options: options);

        var (exception, error) = Assert.Single(reported);
        Assert.Equal("secret", exception.Message);
        Assert.Equal(["office", "failHard"], error.Path);
    }

    [Fact]
    public async Task Caller_WhoGoesAway_GetsNothing()
    {
        using var source = new CancellationTokenSource();
        var executor = new GraphQLExecutor(Sample.Schema);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Ask.OfAsync(executor, "{ later }", cancellationToken: source.Token));
    }

    [Fact]
    public void Response_LargerThanAllowed_IsCutToAnError()
    {
        var response = Ask.Of(
            Sample.Schema,
            "{ text }",
            context: new Sample.Counter { Text = new string('x', 100_000) },
            options: new ExecutorOptions { MaxResponseBytes = 10_000 });

        Assert.Equal(
            """{"data":null,"errors":[{"message":"The response is larger than 10000 bytes. Ask for fewer items or fewer fields.","extensions":{"code":"RESPONSE_TOO_LARGE","limit":10000}}]}""",
            response);
    }

    [Fact]
    public void Resolver_ThatIgnoresTheToken_DoesNotHoldTheAnswerBack()
    {
        var response = Ask.Of(Sample.Schema, "{ later stuck }", options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(20) });

        Assert.Equal(
            """{"data":null,"errors":[{"message":"The request took longer than allowed. Ask for less at once, or try again later.","extensions":{"code":"TIMEOUT"}}]}""",
            response);
    }

    [Fact]
    public void Reader_OfTheHost_ThatFailsOnAVariable_KeepsItsText()
    {
        var reported = new List<Exception>();
        var response = Ask.Of(
            Sample.Schema,
            "query ($b: Bad) { bad(input: $b) }",
            """{ "b": {} }""",
            options: new ExecutorOptions { OnUnexpectedError = (e, _) => reported.Add(e) });

        Assert.Equal("""{"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL"}}]}""", response);
        Assert.Equal("secret", Assert.Single(reported).Message);
    }

    [Fact]
    public void Request_BeyondItsTime_IsCutToAnError()
    {
        var response = Ask.Of(Sample.Schema, "{ office { id } }", options: new ExecutorOptions { Timeout = TimeSpan.FromTicks(-1) });

        Assert.Equal(
            """{"data":null,"errors":[{"message":"The request took longer than allowed. Ask for less at once, or try again later.","extensions":{"code":"TIMEOUT"}}]}""",
            response);
    }
}
