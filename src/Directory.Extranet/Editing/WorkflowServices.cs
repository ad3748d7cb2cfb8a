using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Retention;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing;

internal static class WorkflowServices
{
    /// <summary>The use cases of editing, approving and publishing, and the clock that keeps their dates.</summary>
    public static void AddWorkflow(this IServiceCollection services)
    {
        services.AddSingleton(Options);
        services.AddSingleton<Drafts>();
        services.AddSingleton<Submissions>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<UrgentPublications>();
        services.AddSingleton<UrgentReviews>();
        services.AddSingleton<ContentConfirmations>();
        services.AddSingleton<ChangeRequestLists>();
        services.AddSingleton<EntryPresence>();
        services.AddSingleton<EntryRelations>();
        services.AddSingleton<WorkUnderWay>();
        services.AddSingleton(GrantOptions);
        services.AddSingleton<GrantAdministration>();
        services.AddSingleton<GrantAgreements>();
        services.AddSingleton<ChangeRequestClock>();
        services.AddHostedService<ClockWorker>();
        services.AddSingleton<RetentionClock>();
        services.AddHostedService<RetentionWorker>();
        services.AddSingleton<SavedForms>();
        services.AddScoped<EntryDesk>();
        services.AddSingleton<Comparer>();
        services.AddSingleton<ServiceTypeChoices>();
        services.AddSingleton<DemarcheVocabulary>();
        services.AddSingleton<EntryFinder>();
        services.AddSingleton<NationalTexts>();
    }

    private static GrantOptions GrantOptions(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<ChangeRequestOptions>();
        return new GrantOptions(options.ExtranetUrl, options.Outbox);
    }

    private static ChangeRequestOptions Options(IServiceProvider provider)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var defaults = new ChangeRequestOptions
        {
            ExtranetUrl = () => provider.GetRequiredService<PublicAddress>().Uri, // known once the server listens
            Outbox = provider.GetRequiredService<OutboxOptions>(),
        };
        var workflow = configuration.GetSection("Workflow");
        return defaults with
        {
            ReviewWithin = workflow.GetValue(nameof(defaults.ReviewWithin), defaults.ReviewWithin),
            RemindEvery = workflow.GetValue(nameof(defaults.RemindEvery), defaults.RemindEvery),
            UnknownEndLasts = workflow.GetValue(nameof(defaults.UnknownEndLasts), defaults.UnknownEndLasts),
            MaxUrgentDuration = workflow.GetValue(nameof(defaults.MaxUrgentDuration), defaults.MaxUrgentDuration),
            MaxUrgentEntries = workflow.GetValue(nameof(defaults.MaxUrgentEntries), defaults.MaxUrgentEntries),
            ClockInterval = workflow.GetValue(nameof(defaults.ClockInterval), defaults.ClockInterval),
        };
    }
}
