using Npgsql;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Lists;

internal static class EntryListServices
{
    /// <summary>« Mes fiches » and « Ce qui vous attend ».</summary>
    public static void AddEntryLists(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationPlace(10, "Mes fiches", EntryListQuery.Path, Enum.GetValues<AccessRight>()));
        services.AddSingleton(provider => new KnownSchools(
            // The same file as the API's: both say the same of today.
            provider.GetRequiredService<IConfiguration>()["DIRECTORY_SCHOOL_CALENDAR"] is { } path && !string.IsNullOrWhiteSpace(path)
                ? SchoolCalendar.Load(path)
                : null));
        services.AddSingleton(provider => new EntryLists(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Territories>().ReadAsync, provider.GetRequiredService<KnownSchools>().Calendar));
        services.AddSingleton<UsagerView>();
        services.AddHostedService<ReceptionWorker>();
    }
}
