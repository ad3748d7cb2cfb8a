using System.Buffers;
using System.Text;
using GraphQLEngine.Execution;
using GraphQLEngine.Schema;
using GraphQLEngine.Tests.Execution;

namespace GraphQLEngine.Tests.Language;

// Damaged documents are refused or answered; they never throw anything else.
public class FuzzTests
{
    private const int Rounds = 4000;

    private static readonly string[] Queries =
    [
        """query Q($n: String = "A", $s: Boolean! = false) { office(name: $n) { ...F parent @skip(if: $s) { id } } } fragment F on Office { id name tags place { x } }""",
        """{ echo(filter: { name: "a\u00e9\n", tags: ["x", "y"], near: { x: 1.5e3 } }, ints: [1, -2], level: HIGH, by: { id: "1" }) any { __typename ... on Node { id } } }""",
        "mutation { a: add(n: 1) } # comment",
        "{ __schema { types { name fields { name type { kind ofType { name } } } } } }",
        "\"d\" query A { text } query B { __typename } fragment G on Place { x }",
    ];

    private static readonly string[] Pieces =
        [
            "{", "}", "(", ")", "[", "]", "$", "@", "!", ":", "...", "\"", "\"\"\"", "\\u{", "#", "on", "fragment F on Office { ...F }",
            "null", "-", "0", "é", "\0", "@skip(if: $s)", "$n"
        ];

    [Fact]
    public async Task Execute_DamagedQueries_AlwaysAnswersWithJson()
    {
        var random = new Random(20260302);
        var executor = new GraphQLExecutor(Sample.Schema);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Damage(Encoding.UTF8.GetBytes(Queries[round % Queries.Length]), random);
            var output = new ArrayBufferWriter<byte>();

            var outcome = await executor.ExecuteAsync(
                new GraphQLRequest(text) { OperationName = round % 2 == 0 ? "Q" : null, Context = new Sample.Counter() }, output);

            using var json = System.Text.Json.JsonDocument.Parse(output.WrittenMemory);
            Assert.Equal(outcome.IsRequestError, !json.RootElement.TryGetProperty("data", out _));
        }
    }

    [Fact]
    public void Build_DamagedSchemas_EitherBuildsOrSaysWhy()
    {
        var random = new Random(20260303);
        var built = 0;
        for (var round = 0; round < Rounds / 4; round++)
        {
            var text = Encoding.UTF8.GetString(Damage(Encoding.UTF8.GetBytes(Sample.Sdl), random));
            try
            {
                SchemaPrinter.Print(SchemaBuilder.Build(text));
                built++;
            }
            catch (SchemaException e)
            {
                Assert.NotEmpty(e.Errors);
            }
        }

        Assert.InRange(built, 1, Rounds);
    }

    private static byte[] Damage(byte[] text, Random random)
    {
        var bytes = text.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at)); break;
                case 1: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(20, bytes.Count - at))); break;
                default: bytes[at] = (byte)random.Next(32, 127); break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)'{');
            }
        }

        return [.. bytes];
    }
}
