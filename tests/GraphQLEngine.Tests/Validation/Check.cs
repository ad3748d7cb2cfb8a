using System.Globalization;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using GraphQLEngine.Validation;

namespace GraphQLEngine.Tests.Validation;

// Validates against one schema that has a bit of everything.
internal static class Check
{
    public static readonly GraphQLSchema Schema = SchemaBuilder.Build(
        """
        interface Node { id: ID! }
        interface Named implements Node { id: ID!, name: String! }
        type Office implements Node & Named {
          id: ID!, name: String!, phone: String, floor: Int, parent: Office, isOpen(at: Float): Boolean!
          find(filter: Filter, first: Int! = 10, kinds: [Kind!]): [Office!]!
        }
        type Form implements Node { id: ID!, number: Int!, floor: String }
        union Result = Office | Form
        enum Kind { OPEN CLOSED }
        input Filter { name: String, level: Int!, tags: [String!], inner: Filter, size: Int! = 1 }
        input One @oneOf { a: Int, b: String }
        scalar Any
        directive @once on FIELD
        directive @many(n: Int) repeatable on FIELD
        directive @onQuery on QUERY
        type Query {
          office(id: ID): Office, node: Node, named: Named, result: Result
          number(n: Int!): Int, list(of: [Float!]!): Int, one(by: One!): Int, any(value: Any): Int
          boolean(b: Boolean! = true): Boolean
        }
        type Subscription { changed: Int, other: Int }
        """);

    // Each error as its message and, in brackets, its places.
    public static void Errors(string query, params string[] expected)
    {
        var errors = DocumentValidator.Validate(Schema, GraphQLParser.Parse(query));

        Assert.Equal(expected, errors.Select(Describe));
        Assert.All(errors, e => Assert.Equal(ErrorCodes.ValidationFailed, e.Code));
    }

    public static string Describe(GraphQLError error) =>
        $"{error.Message} [{string.Join(' ', error.Locations.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Line}:{l.Column}")))}]";
}
