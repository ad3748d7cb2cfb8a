using GraphQLEngine.Schema;

namespace GraphQLEngine.Tests.Schema;

public class SchemaPrinterTests
{
    private const string Printed =
        """
        "The \"whole\"\nof it."
        schema @tag(name: "s") {
          query: Root
        }

        "Puts a word on things."
        directive @tag(
          "The word."
          name: String! = "x"
        ) repeatable on SCHEMA | OBJECT | FIELD_DEFINITION | ENUM_VALUE | ARGUMENT_DEFINITION

        scalar Date @specifiedBy(url: "https://example.org")

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
          name: String!
        }

        type Root implements Node & Named @tag @tag(name: "y") {
          "Its id."
          id: ID!
          name: String!
          find(filter: Filter = {names: ["a"], on: null}, first: Int! = 10 @tag): [[Result!]!]! @deprecated(reason: "use\tnode")
        }

        union Result = Root | Other

        type Other {
          when: Date
        }

        enum Kind {
          A
          B @tag
        }

        input Filter {
          names: [String!]
          on: Date
          kind: Kind = A
        }

        input One @oneOf {
          a: Int
          b: One
        }

        """;

    [Fact]
    public void Print_OfASchemaItPrinted_GivesTheSameText() =>
        Assert.Equal(Printed, SchemaPrinter.Print(SchemaBuilder.Build(Printed)));

    [Fact]
    public void Print_OfExtensions_MergesThem()
    {
        var schema = SchemaBuilder.Build(
            """
            extend type Query implements N { b: Int }
            type Query { a: Int }
            interface N { b: Int }
            enum E { A } extend enum E { B }
            union U = Query extend union U = T type T { a: E, b: U }
            """);

        Assert.Equal(
            "type Query implements N {\n  a: Int\n  b: Int\n}\n\ninterface N {\n  b: Int\n}\n\nenum E {\n  A\n  B\n}\n\n" +
            "union U = Query | T\n\ntype T {\n  a: E\n  b: U\n}\n",
            SchemaPrinter.Print(schema));
    }

    [Fact]
    public void Directives_OnDefinitions_CanBeRead()
    {
        var schema = SchemaBuilder.Build(
            "directive @cost(weight: Int! = 3, names: [String!]) on FIELD_DEFINITION type Query { a: Int @cost(names: \"n\") b: Int }");

        var applied = Assert.Single(schema.QueryType.FindField("a")!.Directives);
        Assert.Equal("cost", applied.Name);
        Assert.Equal(3, applied.Argument<int>("weight"));
        Assert.Equal(["n"], applied.Argument<IReadOnlyList<string>>("names")!);
        Assert.Empty(schema.QueryType.FindField("b")!.Directives);
    }
}
