using PublicDirectory.Api.GraphQL;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>What partners were promised holds, or its end is written down.</summary>
public sealed class ContractTests
{
    private const string Promised =
        """
        type Query { a(x: Int = 1, y: [ID!]): [A!] b: U c: E d(by: In!): I }
        type A implements I { id: ID! name: String! }
        type B implements I { id: ID! }
        interface I { id: ID! }
        union U = A | B
        enum E { ONE TWO }
        input In { x: Int y: String! }
        """;

    [Fact]
    public void Contract_OfWhatWasPromised_BreaksNothingThatIsNotWrittenDown()
    {
        var folder = Path.Combine(Repository.Root, "schema");
        var notes = File.ReadAllText(Path.Combine(folder, "CHANGELOG.md"));
        var start = notes.IndexOf("### Broken", StringComparison.Ordinal);
        var broken = notes[start..notes.IndexOf("\n## ", start, StringComparison.Ordinal)];

        var breaks = ContractBreaks.Between(File.ReadAllText(Path.Combine(folder, "promised.graphql")), DirectorySchema.Sdl);

        var unsaid = string.Join(", ", breaks.Where(place => !broken.Contains($"`{place}`", StringComparison.Ordinal)));
        Assert.True(unsaid is "", $"This breaks clients and schema/CHANGELOG.md does not say so under « Broken »: {unsaid}.");
    }

    [Theory]
    [InlineData("b: U", "", "Query.b")]
    [InlineData("[A!]", "[A]", "Query.a")]
    [InlineData("[A!]", "A", "Query.a")]
    [InlineData("name: String!", "name: String", "A.name")]
    [InlineData("name: String!", "name: ID!", "A.name")]
    [InlineData("y: [ID!])", "y: [ID!]!)", "Query.a(y)")]
    [InlineData("y: [ID!])", "y: [Int!])", "Query.a(y)")]
    [InlineData(", y: [ID!])", ")", "Query.a(y)")]
    [InlineData("y: [ID!])", "y: [ID!], z: Int!)", "Query.a(z)")]
    [InlineData("x: Int = 1", "x: Int = 2", "Query.a(x)")]
    [InlineData("x: Int = 1", "x: Int", "Query.a(x)")]
    [InlineData("type B implements I", "type B", "B I")]
    [InlineData("= A | B", "= A", "U B")]
    [InlineData("ONE TWO", "ONE", "E.TWO")]
    [InlineData("x: Int y: String!", "y: String!", "In.x")]
    [InlineData("x: Int y: String!", "x: Int! y: String!", "In.x")]
    [InlineData("x: Int y: String!", "x: Int y: String! z: Int!", "In.z")]
    [InlineData("input In { x: Int y: String! }", "input In @oneOf { x: Int y: String }", "In")]
    [InlineData("enum E { ONE TWO }", "scalar E", "E")]
    [InlineData("b: U", "b: U!", "")] // narrower answers and wider questions break nobody
    [InlineData("y: String!", "y: String", "")]
    [InlineData("y: String!", "y: String! z: Int! = 1", "")]
    [InlineData("ONE TWO", "ONE TWO THREE", "")]
    [InlineData("= A | B", "= A | B | C type C { id: ID }", "")]
    [InlineData("c: E", "c: E e: Int", "")]
    public void Breaks_BetweenTwoContracts_AreThoseThatClientsWouldMeet(string was, string isNow, string places) => Assert.Equal(
        places,
        string.Join(", ", ContractBreaks.Between(Promised, Promised.Replace(was, isNow, StringComparison.Ordinal))));
}
