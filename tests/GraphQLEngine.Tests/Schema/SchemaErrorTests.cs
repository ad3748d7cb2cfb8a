using GraphQLEngine.Schema;

namespace GraphQLEngine.Tests.Schema;

public class SchemaErrorTests
{
    [Theory]
    [InlineData(
        "type Query { a: Strin }", "1:17 The field \"Query.a\" has the type \"Strin\", which is not defined. Did you mean \"String\"?")]
    [InlineData("type A { a: Int }", "1:1 The schema has no query type: define \"type Query\".")]
    [InlineData("type Query { a: Int a: Int }", "1:21 The field of \"Query\" named \"a\" is defined twice.")]
    [InlineData("type Query { a: Int } type Query { b: Int }", "1:28 The type \"Query\" is defined twice.")]
    [InlineData(
        "type Query { a: Int } extend type Quer { b: Int }", "1:35 The type \"Quer\" is extended but not defined. Did you mean \"Query\"?")]
    [InlineData(
        "type Query { a: Int } extend input Query { b: Int }",
        "1:36 \"Query\" is an object type and cannot be extended as an input object.")]
    [InlineData(
        "type Query { a: I } input I { b: Int }", "1:17 The field \"Query.a\" has the input type \"I\"; fields need an output type.")]
    [InlineData(
        "type Query { a(b: Query): Int }",
        "1:19 \"Query.a.b\" has the output type \"Query\"; input needs a scalar, an enum or an input object.")]
    [InlineData("type Query { __a: Int }", "1:14 The field name \"__a\" starts with two underscores, which are kept for introspection.")]
    [InlineData("interface N { id: ID! } type Query implements N { a: Int }", "1:30 \"Query\" lacks the field \"N.id\" of its interface.")]
    [InlineData(
        "interface N { a: Int! } type Query implements N { a: Int }", "1:54 \"Query.a\" has the type \"Int\"; \"N.a\" promises \"Int!\".")]
    [InlineData(
        "interface N { a(b: Int): Int } type Query implements N { a: Int }", "1:58 \"Query.a\" lacks the argument \"b\" of \"N.a\".")]
    [InlineData(
        "interface N { a: Int } type Query implements N { a(b: Int!): Int }",
        "1:52 \"Query.a\" requires the argument \"b\", which \"N.a\" does not have.")]
    [InlineData(
        "interface M { a: Int } interface N implements M { a: Int } type Query implements N { a: Int }",
        "1:65 \"Query\" must also implement \"M\", because \"N\" does.")]
    [InlineData("interface N implements N { a: Int } type Query { a: N }", "1:11 The interface \"N\" implements itself.")]
    [InlineData(
        "union U = Query | I type Query { a: U } interface I { a: Int }", "1:19 \"U\" contains \"I\", which is not an object type.")]
    [InlineData("union U type Query { a: U }", "1:7 The union \"U\" has no members.")]
    [InlineData("enum E type Query { a: E }", "1:6 The enum \"E\" has no values.")]
    [InlineData("input I { a: I! } type Query { a(i: I): Int }", "1:7 No finite value of \"I\" exists: its fields require itself.")]
    [InlineData("input I @oneOf { a: I } type Query { a(i: I): Int }", "1:7 No finite value of \"I\" exists: its fields require itself.")]
    [InlineData(
        "input I @oneOf { a: Int! } type Query { a(i: I): Int }",
        "1:18 \"I.a\" belongs to a oneOf input object: it must be nullable and without default.")]
    [InlineData(
        "type Query { a(b: Int = \"x\"): Int }", "1:25 The default of \"Query.a.b\" is not a Int: expected a whole number, found \"x\".")]
    [InlineData(
        "input I { a: I = {} } type Query { a(i: I): Int }", "1:11 The default of \"I.a\" contains itself, through other defaults.")]
    [InlineData("type Query { a: Int @deprecate }", "1:21 The directive \"@deprecate\" is not defined. Did you mean \"deprecated\"?")]
    [InlineData("type Query @deprecated { a: Int }", "1:12 The directive \"@deprecated\" may not stand on OBJECT.")]
    [InlineData(
        "type Query { a: Int @deprecated @deprecated }", "1:33 The directive \"@deprecated\" is not repeatable and stands here twice.")]
    [InlineData("directive @c(w: Int!) on OBJECT type Query @c { a: Int }", "1:44 The directive \"@c\" needs the argument \"w\".")]
    [InlineData("directive @c(w: Int @c) on ARGUMENT_DEFINITION type Query { a: Int }", "1:11 The directive \"@c\" refers to itself.")]
    [InlineData("type Query { a(b: Int! @deprecated): Int }", "1:16 \"b\" is required and therefore cannot be deprecated.")]
    [InlineData(
        "interface N { a: Int } type Query implements N { a: Int @deprecated }",
        "1:50 \"Query.a\" is deprecated; then \"N.a\" must be deprecated too.")]
    [InlineData("schema { query: Q mutation: Q } type Q { a: Int }", "1:38 \"Q\" is the root type of more than one kind of operation.")]
    [InlineData("{ a }", "1:1 A schema has no operations and no fragments.")]
    [InlineData("type Query { a: }", "1:17 Syntax error: expected a type's name, found \"}\".")]
    public void Build_SchemaWithAnError_SaysWhatAndWhere(string sdl, string expected)
    {
        var exception = Assert.Throws<SchemaException>(() => SchemaBuilder.Build(sdl));

        var error = exception.Errors[0];
        Assert.Equal(expected, $"{error.Locations[0].Line}:{error.Locations[0].Column} {error.Message}");
    }

    [Fact]
    public void Build_SchemaWithSeveralErrors_ShowsEachWithItsLine()
    {
        var exception = Assert.Throws<SchemaException>(() => SchemaBuilder.Build("type Query {\n  a: Nope\n  b: Intt\n}"));

        Assert.Equal(
            """
            The schema has 2 errors.

            schema.graphql(2,6): The field "Query.a" has the type "Nope", which is not defined.
                2 |   a: Nope
                         ^

            schema.graphql(3,6): The field "Query.b" has the type "Intt", which is not defined. Did you mean "Int"?
                3 |   b: Intt
                         ^
            """,
            exception.Message);
    }
}
