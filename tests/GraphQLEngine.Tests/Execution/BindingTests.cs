using GraphQLEngine.Execution;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Tests.Execution;

public class BindingTests
{
    [Fact]
    public void Build_ResolversThatDoNotFit_ReportsAllOfThemWithLines()
    {
        var resolvers = new ResolverMap()
            .Query(q => q.Field("nam", _ => 1).Field("list", _ => "x").List("one", _ => new[] { 1 }).Field("thing", _ => "x"))
            .Object<string>("Thin", t => t.Field("id", s => s));

        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build(
            "type Query {\n  name: Int\n  list: [String]\n  one: Int\n  thing: Thing\n}\ntype Thing { id: ID }", resolvers));

        Assert.Equal(
            [
                "2 The field \"Query.name\" has no resolver. Did you mean \"nam\"?",
                "3 The resolver of \"Query.list\" gives one String; the schema has the list \"[String]\": register it with List.",
                "4 The resolver of \"Query.one\" gives a list; the schema has \"Int\": register it with Field.",
                "5 The resolver of \"Query.thing\" gives String; \"Thing\" is registered for nothing.",
                "1 A resolver is registered for \"Query.nam\", which the schema does not define. Did you mean \"name\"?",
                "0 The object type \"Thin\" is registered, but the schema does not define it. Did you mean \"Thing\"?",
                "7 The type \"Thing\" has no resolvers: register them with Object.",
            ],
            exception.Errors.Select(e => $"{(e.Locations.Count == 0 ? 0 : e.Locations[0].Line)} {e.Message}"));
    }

    [Fact]
    public void Build_LeafOfAnotherType_SaysWhatTheScalarIsWrittenFrom()
    {
        var resolvers = new ResolverMap().Query(q => q.Field("flag", _ => 1));

        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build("type Query { flag: Boolean }", resolvers));

        Assert.Equal("The resolver of \"Query.flag\" gives Int32; \"Boolean\" is written from Boolean.", exception.Errors[0].Message);
    }

    [Fact]
    public void Build_InterfaceWithoutACaseForAType_NamesTheType()
    {
        var resolvers = new ResolverMap()
            .Object<string>("A", t => t.Field("id", s => s))
            .Object<string>("B", t => t.Field("id", s => s))
            .Interface<object>("Thing", cases => cases.Case<string>("A"))
            .Query(q => q.Field("thing", _ => (object?)null));

        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build(
            "interface Thing { id: ID } type A implements Thing { id: ID } type B implements Thing { id: ID } type Query { thing: Thing }",
            resolvers));

        Assert.Equal(
            "\"Thing\" can be \"B\", for which no case is registered: register it with Case.", Assert.Single(exception.Errors).Message);
    }

    [Fact]
    public void Build_EnumWithAMissingAndAnUnknownValue_ReportsBoth()
    {
        var resolvers = new ResolverMap().Enum("E", (1, "A"), (2, "BB")).Query(q => q.Field("e", _ => 1));

        var exception = Assert.Throws<SchemaException>(() => ExecutableSchema.Build("type Query { e: E } enum E { A B }", resolvers));

        Assert.Equal(
            [
                "The enum value \"E.B\" has no registered value. Did you mean \"BB\"?",
                "A value is registered for \"E.BB\", which the schema does not define. Did you mean \"B\"?",
            ],
            exception.Errors.Select(e => e.Message));
    }
}
