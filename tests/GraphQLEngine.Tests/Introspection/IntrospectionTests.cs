using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;

namespace GraphQLEngine.Tests.Introspection;

public class IntrospectionTests
{
    // what GraphiQL 5 sends first
    private const string StandardQuery =
        """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue {
          name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
        }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    private static ExecutableSchema Schema(bool isOffered = true)
    {
        var resolvers = new ResolverMap()
            .Query(q => q.Field("hello", (_, c) => c.Argument<string>("to")).Field("old", _ => 1))
            .Mutation(m => m.Field("set", (_, _) => true));
        return ExecutableSchema.Build(
            """
            "Greets."
            schema { query: Root mutation: Changes }
            type Root {
              hello(to: String = "you", filter: Filter = { name: "a\"b", tags: [1, 2] }, gone: Int @deprecated(reason: "x")): String
              old: Int! @deprecated
            }
            type Changes { set(one: One): Boolean }
            input Filter { name: String, tags: [Int!] }
            input One @oneOf { a: Int, b: Date }
            scalar Date @specifiedBy(url: "https://example.org/date")
            enum Kind { A B @deprecated(reason: "use A") }
            """,
            isOffered ? resolvers.AddIntrospection() : resolvers);
    }

    [Fact]
    public void StandardQuery_WithoutErrors_IsAnswered()
    {
        var response = Ask.Of(Schema(), StandardQuery);

        Assert.StartsWith(
            """{"data":{"__schema":{"description":"Greets.","queryType":{"name":"Root","kind":"OBJECT"},"mutationType":{"name":"Changes","kind":"OBJECT"},"subscriptionType":null,"types":[{"kind":"OBJECT","name":"Root",""", response, StringComparison.Ordinal);
        Assert.DoesNotContain("\"errors\"", response, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_OfTheQuery_ShowsArgumentsDefaultsAndDeprecation()
    {
        var response = Ask.Of(
            Schema(),
            """{ __type(name: "Root") { fields(includeDeprecated: true) { name isDeprecated deprecationReason args { name defaultValue type { kind name } } } } }""");

        Assert.Equal(
            """{"data":{"__type":{"fields":[{"name":"hello","isDeprecated":false,"deprecationReason":null,"args":[{"name":"to","defaultValue":"\"you\"","type":{"kind":"SCALAR","name":"String"}},{"name":"filter","defaultValue":"{name: \"a\\\"b\", tags: [1, 2]}","type":{"kind":"INPUT_OBJECT","name":"Filter"}}]},{"name":"old","isDeprecated":true,"deprecationReason":"No longer supported","args":[]}]}}}""",
            response);
    }

    [Fact]
    public void Type_WithoutIncludeDeprecated_HidesWhatIsDeprecated()
    {
        var response =
            Ask.Of(Schema(), """{ a: __type(name: "Kind") { enumValues { name } } b: __type(name: "Root") { fields { name } } }""");

        Assert.Equal("""{"data":{"a":{"enumValues":[{"name":"A"}]},"b":{"fields":[{"name":"hello"}]}}}""", response);
    }

    [Fact]
    public void Type_OfEachKind_FillsItsOwnFields()
    {
        var response = Ask.Of(
            Schema(),
            """{ one: __type(name: "One") { kind isOneOf fields { name } inputFields { name } } date: __type(name: "Date") { kind specifiedByURL isOneOf } none: __type(name: "Nothing") { name } }""");

        Assert.Equal(
            """{"data":{"one":{"kind":"INPUT_OBJECT","isOneOf":true,"fields":null,"inputFields":[{"name":"a"},{"name":"b"}]},"date":{"kind":"SCALAR","specifiedByURL":"https://example.org/date","isOneOf":null},"none":null}}""",
            response);
    }

    [Fact]
    public void Types_WithoutUseOfFloat_LeaveFloatOut()
    {
        var response = Ask.Of(Schema(), "{ __schema { types { name } } }");

        Assert.Contains("{\"name\":\"Int\"}", response, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"name\":\"Float\"}", response, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_WhenNotOffered_IsARequestError()
    {
        var response = Ask.Of(Schema(isOffered: false), "{ __schema { description } }");

        Assert.Equal(
            """{"errors":[{"message":"Introspection is not offered here.","extensions":{"code":"INTROSPECTION_DISABLED"}}]}""",
            response);
    }

    [Fact]
    public void Typename_WhenIntrospectionIsNotOffered_StillAnswers()
    {
        var response = Ask.Of(Schema(isOffered: false), "{ __typename }");

        Assert.Equal("""{"data":{"__typename":"Root"}}""", response);
    }
}
