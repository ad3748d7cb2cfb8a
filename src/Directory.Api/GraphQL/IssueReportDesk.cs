using GraphQLEngine.Language;
using Microsoft.Extensions.Options;
using Npgsql;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// Where reports are taken in, as many an hour as a caller may send: by address, or by key for a partner that hands on what many usagers
/// say. Per node; those without a key have so many together as well, which takes nothing from partners.
/// </summary>
internal sealed class IssueReportDesk(IssueReportBox box, IOptions<GraphQLOptions> options, TimeProvider clock)
{
    /// <summary>Too many were sent: later.</summary>
    public const string Limit = "REPORT_LIMIT";

    /// <summary>Nothing can be kept now.</summary>
    public const string Unavailable = "REPORT_UNAVAILABLE";

    // Of what a caller may send in an hour, so much may be about one thing in a day: five from an address, more from a partner.
    private const int PartOnOneThing = 4;

    private static readonly CallerKey Keyless = new(CallerKind.Keyless, 0);

    private readonly Allowances _allowances = new(clock);

    /// <summary>Takes one in.</summary>
    /// <returns>Its reference; null where its entry is not published (any more).</returns>
    /// <exception cref="GraphQLException">It was not kept; the message says why, for whoever sent it.</exception>
    public async Task<string?> SendAsync(IssueReport report, Caller caller, CancellationToken cancellationToken)
    {
        switch (Count(caller))
        {
            case ({ IsGranted: true }, _):
                break;
            case ({ Wait: var wait }, _) when wait == Timeout.InfiniteTimeSpan:
                throw Refused(caller.IsPartner
                    ? "Votre clé n'ouvre pas les signalements."
                    : "Les signalements ne sont pas reçus ici sans clé.");
            case ({ Wait: var wait }, IsOfAll: true):
                throw Later("Beaucoup de signalements arrivent en ce moment : celui-ci n'a pas été enregistré.", wait);
            case ({ Wait: var wait }, _):
                throw Later("Vous avez envoyé beaucoup de signalements : celui-ci n'a pas été enregistré.", wait);
        }

        try
        {
            // Whoever rents a site has many households: they share.
            var key = caller.Wider ?? caller.Key;
            var share = (int)(caller.Reports.Most / PartOnOneThing);
            return await box.DropAsync(report, new Reporter($"{key.Kind} {key.Value}", caller.IsPartner, share), cancellationToken) switch
            {
                { Reference: { } reference } => reference,
                { RetryAt: { } retry } => throw Later(
                    "Vous avez déjà beaucoup écrit à ce sujet : ce message n'a pas été enregistré.", (retry - report.At).ToTimeSpan()),
                { IsFull: true } => throw Refused(
                    "Trop de messages attendent déjà à ce sujet : le vôtre n'a pas été enregistré. Il n'y aura de place que lorsque les agents "
                    + "les auront traités. Sans message ni courriel, votre signalement sera compté."),
                _ => null,
            };
        }
        catch (NpgsqlException e)
        {
            throw new GraphQLException(
                "Le signalement n'a pas pu être enregistré : réessayez dans quelques minutes.", Unavailable, innerException: e);
        }
    }

    /// <summary>Nothing was kept, and no time that passes changes it.</summary>
    public static GraphQLException Refused(string message) => new(message, "REPORT_REFUSED");

    // What became of it; and whether it is all those without a key who sent what there is for them, not this caller.
    private (Grant Grant, bool IsOfAll) Count(Caller caller)
    {
        List<(CallerKey, Allowance)> bounds = [(caller.Key, caller.Reports)];
        if (caller.Wider is { } wider)
        {
            bounds.Add((wider, caller.Reports * Caller.HouseholdsOfASite));
        }

        if (!caller.IsPartner)
        {
            bounds.Add((Keyless, Allowance.OfAnHour(options.Value.ReportsPerHourOfAll)));
        }

        var (grant, at) = _allowances.Take([.. bounds], 1);
        return (grant, !caller.IsPartner && at == bounds.Count - 1);
    }

    private static GraphQLException Later(string message, TimeSpan after) => new(
        $"{message} Réessayez dans {Words(after)}.",
        Limit,
        new Dictionary<string, object?> { ["retryAfter"] = (int)Math.Ceiling(after.TotalSeconds) });

    private static string Words(TimeSpan time) => (Math.Ceiling(time.TotalMinutes), Math.Ceiling(time.TotalHours)) switch
    {
        ( <= 1, _) => "une minute",
        ( < 60 and var minutes, _) => $"{minutes:0} minutes",
        (_, 1) => "une heure",
        (_, var hours) => $"{hours:0} heures",
    };
}
