using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Validation;
using Microsoft.Extensions.Options;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Http;

/// <summary>Puts the GraphQL engine, the contract and the HTTP endpoint together.</summary>
internal static class GraphQLHost
{
    // Those of browsers' own, and what Apollo's and other clients send with each request. A key is for servers.
    private static readonly string[] BrowserHeaders =
    [
        "content-type", "content-encoding", "accept", "if-none-match", "apollographql-client-name", "apollographql-client-version",
        "apollo-require-preflight", "x-apollo-operation-name", "x-apollo-operation-id", "graphql-client-name", "graphql-client-version",
        "graphql-preflight", "x-requested-with", "traceparent", "tracestate",
    ];

    public static void AddGraphQL(this IServiceCollection services)
    {
        services.AddOptions<GraphQLOptions>().BindConfiguration("GraphQL").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => CreateExecutor(
            provider.GetRequiredService<IOptions<GraphQLOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GraphQLExecutor>>()));
        services.AddSingleton<CompetenceGaps>();
        services.AddSingleton<IssueReportDesk>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<Callers>();
        services.AddSingleton(provider => new Allowances(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Turnstile>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<CalendarEndpoint>();
    }

    public static void MapGraphQL(this WebApplication app)
    {
        // Built now, not at the first request: a contract that does not fit its resolvers must stop the start.
        var endpoint = app.Services.GetRequiredService<GraphQLEndpoint>();
        app.UseCors(cors => cors
            .AllowAnyOrigin()
            .WithMethods("GET", "POST")
            .WithHeaders([.. BrowserHeaders, GraphQLEndpoint.ReportHeader])
            .WithExposedHeaders("etag", "retry-after", "ratelimit", "ratelimit-policy")
            .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        app.Map("/graphql", endpoint.HandleAsync);
        app.MapMethods("/schema.graphql", Methods.Read, () => Results.Text(DirectorySchema.Sdl, "text/plain; charset=utf-8"));
        CalendarEndpoint.Map(app);
        GraphiQLPage.Map(app);
        DeveloperGuide.Map(app);
    }

    private static GraphQLExecutor CreateExecutor(GraphQLOptions options, TimeProvider clock, ILogger logger)
    {
        return new GraphQLExecutor(DirectorySchema.Build(), new ExecutorOptions
        {
            Parser = ParserOptions.Default with { MaxTokens = options.MaxTokens },
            Validation = ValidationOptions.Default with
            {
                MaxDepth = options.MaxDepth,
                MaxFields = options.MaxFields,
                MaxAliases = options.MaxAliases,
            },
            CostBudget = options.CostBudget,
            MaxResponseBytes = options.MaxResponseBytes,
            PersistedDocuments = options.PersistedDocuments,
            PersistedBytes = options.PersistedBytes,
            TrustedDocuments = options.TrustedDocuments is { } folder ? TrustedDocument.LoadFolder(folder) : [],
            TrustedDocumentsOnly = options.TrustedDocumentsOnly,
            DefaultMaxAge = options.MaxAgeSeconds,
            TimeProvider = clock,
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            SlowThreshold = TimeSpan.FromMilliseconds(options.SlowMilliseconds),
            OnSlowOperation = slow => Log.SlowOperation(
                logger, slow.Kind, slow.Name, slow.DocumentHash, slow.Cost, (long)slow.Duration.TotalMilliseconds),
            OnUnexpectedError = (exception, error) =>
                Log.ResolverFailed(logger, string.Join('.', error.Path ?? []), exception),
        });
    }
}
