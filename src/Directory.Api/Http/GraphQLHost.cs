using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Validation;
using Microsoft.Extensions.Options;
using PublicDirectory.Api.GraphQL;

namespace PublicDirectory.Api.Http;

/// <summary>Puts the GraphQL engine, the contract and the HTTP endpoint together.</summary>
internal static class GraphQLHost
{
    public static void AddGraphQL(this IServiceCollection services)
    {
        services.AddOptions<GraphQLOptions>().BindConfiguration("GraphQL").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => CreateExecutor(
            provider.GetRequiredService<IOptions<GraphQLOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GraphQLExecutor>>()));
        services.AddSingleton<GraphQLEndpoint>();
    }

    public static void MapGraphQL(this WebApplication app)
    {
        // Built now, not at the first request: a contract that does not fit its resolvers must stop the start.
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        app.UseCors(cors => cors
            .AllowAnyOrigin()
            .WithMethods("GET", "POST")
            .WithHeaders("content-type", "accept")
            .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        app.Map("/graphql", endpoint.HandleAsync);
        app.MapMethods("/schema.graphql", Methods.Read, () => Results.Text(DirectorySchema.Sdl, "text/plain; charset=utf-8"));
        app.MapMethods("/", Methods.Read, () => Results.Redirect("/graphql"));
        GraphiQLPage.Map(app);
    }

    private static GraphQLExecutor CreateExecutor(GraphQLOptions options, TimeProvider clock, ILogger logger)
    {
        var resolvers = DirectorySchema.Build();
        return new GraphQLExecutor(resolvers, new ExecutorOptions
        {
            Parser = ParserOptions.Default with { MaxTokens = options.MaxTokens },
            Validation = ValidationOptions.Default with { MaxDepth = options.MaxDepth },
            TimeProvider = clock,
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            OnUnexpectedError = (exception, error) =>
                Log.ResolverFailed(logger, string.Join('.', error.Path ?? []), exception),
        });
    }
}
