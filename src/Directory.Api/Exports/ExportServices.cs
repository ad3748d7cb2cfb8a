namespace PublicDirectory.Api.Exports;

/// <summary>Puts the exports together.</summary>
internal static class ExportServices
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>().BindConfiguration("Exports").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ExportFolder>();
        services.AddSingleton<ExportEndpoint>();
    }

    public static void MapExports(this WebApplication app) => ExportEndpoint.Map(app);
}
