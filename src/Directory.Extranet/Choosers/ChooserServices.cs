namespace PublicDirectory.Extranet.Choosers;

internal static class ChooserServices
{
    public static void AddChoosers(this IServiceCollection services)
    {
        services.AddSingleton<Territories>();
        services.AddHostedService<TerritoryWarmUp>();
        services.AddSingleton<CommuneChooser>().AddSingleton<IChooser>(provider => provider.GetRequiredService<CommuneChooser>());
        services.AddSingleton<AdministrationChooser>()
            .AddSingleton<IChooser>(provider => provider.GetRequiredService<AdministrationChooser>());
        services.AddSingleton<ServiceTypeChooser>().AddSingleton<IChooser>(provider => provider.GetRequiredService<ServiceTypeChooser>());
    }

    /// <summary>
    /// What the script of choosers asks as one types: <c>/extranet/choix/communes?q=lyon</c>. For agents, like every page.
    /// </summary>
    public static void MapChoosers(this WebApplication app) => app.MapGet(
        "/extranet/choix/{source}",
        async (string source, string? q, IEnumerable<IChooser> choosers, CancellationToken cancellationToken) =>
            choosers.FirstOrDefault(chooser => chooser.Source == source) is not { } chooser
                ? Results.NotFound()
                : Results.Json(string.IsNullOrWhiteSpace(q) || q.Length > 200
                    ? []
                    : await chooser.SuggestAsync(q, cancellationToken)));
}
