using GraphQLEngine.Language;

namespace GraphQLEngine.Schema;

/// <summary>Builds a schema from its SDL.</summary>
/// <remarks>Spec (September 2025) §3, Type System.</remarks>
public static class SchemaBuilder
{
    /// <summary>Builds the type system alone, to validate or print; to execute, see <c>ExecutableSchema</c>.</summary>
    /// <exception cref="SyntaxException">The SDL cannot be read.</exception>
    /// <exception cref="SchemaException">The schema is not valid; the message shows each place.</exception>
    public static GraphQLSchema Build(string sdl, string sourceName = "schema.graphql") =>
        Build(sdl, sourceName, InputBindings.None);

    internal static GraphQLSchema Build(string sdl, string sourceName, InputBindings bindings)
    {
        DocumentNode document;
        var options = ParserOptions.Trusted with { SourceName = sourceName };
        try
        {
            document = GraphQLParser.Parse(sdl, options);
        }
        catch (SyntaxException e)
        {
            throw new SchemaException([e.ToError()], new SourceText(System.Text.Encoding.UTF8.GetBytes(sdl), sourceName));
        }

        return new SchemaAssembly(document, bindings).Build();
    }
}
