using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;

namespace GraphQLEngine.Tests.Execution;

// A schema that says what things cost, how long they may be kept and what is deprecated.
internal static class Catalogue
{
    public const string Directives =
        """
        directive @cost(weight: Int!, multipliers: [String!]) on FIELD_DEFINITION | OBJECT | SCALAR | ENUM
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
        directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
        enum CacheControlScope { PUBLIC PRIVATE }

        """;

    public const string Sdl = Directives +
        """
        enum Kind { NEW OLD @deprecated(reason: "Say NEW.") }
        input Filter { name: String, title: String @deprecated(reason: "Say name."), kind: Kind }
        interface Entry { id: ID!, related: [Entry!]! @listSize(assumedSize: 4) }
        type Book implements Entry @cacheControl(maxAge: 60) {
          id: ID!, related: [Entry!]! @listSize(assumedSize: 4), title: String! @deprecated(reason: "Say name."), name: String!
          author: Author @cacheControl(inheritMaxAge: true), stock: Int @cacheControl(maxAge: 5), tags: [String!]!
          calendar(days: Int = 30): String @cost(weight: 2, multipliers: ["days"])
          similar(first: Int = 3): [Book!]! @listSize(slicingArguments: ["first"])
        }
        type Film implements Entry @cost(weight: 5) @cacheControl(maxAge: 30) { id: ID!, related: [Entry!]! @listSize(assumedSize: 4), length: Int }
        type Author { name: String!, mail: String @cacheControl(scope: PRIVATE), books(first: Int, last: Int): Page! @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"], assumedSize: 7) }
        type Page { nodes: [Book!]!, total: Int! @cost(weight: 20), more: [Book!]! }
        type Query {
          book(id: ID, code: ID @deprecated(reason: "Say id.")): Book @cacheControl(maxAge: 120)
          books(first: Int = 20, filter: Filter): Page! @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) @cacheControl(maxAge: 300)
          byIds(ids: [ID!]!): [Book]! @listSize(slicingArguments: ["ids"]) @cacheControl(maxAge: 100)
          entries: [Entry!]! @cacheControl(maxAge: 90)
          grid(rows: Int): [[Book!]!]! @listSize(slicingArguments: ["rows"])
          search(text: String!): [Book!]! @cost(weight: 50) @listSize(assumedSize: 2)
          oldest(kind: Kind): Book
        }
        type Mutation { buy: Book @cacheControl(maxAge: 100) }
        """;

    public static ExecutableSchema Schema { get; } = ExecutableSchema.Build(Sdl, Resolvers());

    public static ResolverMap Resolvers() => new ResolverMap()
        .Object<Book>("Book", type => type
            .Field("id", b => b.Id)
            .List<object>("related", _ => Array.Empty<object>())
            .Field("title", b => $"T{b.Id}")
            .Field("name", b => $"T{b.Id}")
            .Field("author", _ => new Author("A"))
            .Field("stock", _ => 1)
            .List("tags", _ => new[] { "a" })
            .Field("calendar", _ => "c")
            .List("similar", _ => Array.Empty<Book>()))
        .Object<Film>(
            "Film", type => type.Field("id", f => f.Id).List<object>("related", _ => Array.Empty<object>()).Field("length", _ => 1))
        .Object<Author>("Author", type => type.Field("name", a => a.Name).Field("mail", _ => "m").Field("books", _ => new Page(2)))
        .Object<Page>("Page", type => type
            .List("nodes", p => Enumerable.Range(0, p.Size).Select(i => new Book(i)).ToArray())
            .Field("total", _ => 9)
            .List("more", _ => Array.Empty<Book>()))
        .Interface<object>("Entry", cases => cases.Case<Book>("Book").Case<Film>("Film"))
        .Query(query => query
            .Field("book", _ => new Book(1))
            .Field("books", (_, c) => new Page(c.Argument<int>("first")))
            .List("byIds", _ => Array.Empty<Book>())
            .List("entries", _ => new object[] { new Book(1), new Film(2) })
            .NestedList<Book>("grid", (_, _) => [])
            .List("search", _ => Array.Empty<Book>())
            .Field("oldest", _ => (Book?)null))
        .Mutation(mutation => mutation.Field("buy", _ => new Book(1)))
        .AddIntrospection();

    public sealed record Book(int Id);

    public sealed record Film(int Id);

    public sealed record Author(string Name);

    public sealed record Page(int Size);
}
