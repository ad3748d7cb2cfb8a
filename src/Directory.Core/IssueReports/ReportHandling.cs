using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.IssueReports;

/// <summary>
/// What agents do about reports: each step in one transaction, written down, refused to who may not
/// (<see cref="EntryAction.HandleReports"/>) and to who looked at the report as it was before another's step.
/// </summary>
public sealed class ReportHandling(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock, OutboxOptions mails)
{
    /// <summary>The most characters of a comment.</summary>
    public const int MaxComment = 2000;

    /// <summary>The most days that a report waits.</summary>
    public const int MaxDays = 366;

    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>Says who deals with it; null for nobody.</summary>
    public Task<Refusal?> AssignAsync(Guid by, Guid id, int revision, Guid? owner, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            if (Closed(work.Report) is { } refusal)
            {
                return refusal;
            }

            if (owner is { } account && !work.May(account, await GrantStore.ReadAsync(work.Connection, account, cancellationToken)))
            {
                return new Refusal(Habilitation.WrongState, "Cette personne ne peut pas traiter les alertes de cette fiche.");
            }

            work.Report.OwnerId = owner;
            await work.NoteAsync("assigned", detail: owner?.ToString()); // a name is the account's, which may be erased
            return null;
        }, cancellationToken);

    /// <summary>Puts it off until a day to come; null takes it up again.</summary>
    public Task<Refusal?> PostponeAsync(Guid by, Guid id, int revision, LocalDate? until, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            if (Closed(work.Report) is { } refusal)
            {
                return refusal;
            }

            var today = Now.InZone(Paris).Date;
            if (until is { } day && (day <= today || day > today.PlusDays(MaxDays)))
            {
                return new Refusal(Habilitation.WrongState, "Reportez l'alerte à une date à venir, dans l'année.");
            }

            work.Report.PostponedUntil = until;
            await work.NoteAsync(until is null ? "resumed" : "postponed", detail: until is { } date
                ? NodaTime.Text.LocalDatePattern.Iso.Format(date)
                : null);
            return null;
        }, cancellationToken);

    /// <summary>Writes a word for colleagues.</summary>
    public Task<Refusal?> CommentAsync(Guid by, Guid id, int revision, string comment, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            await work.NoteAsync("commented", comment);
            return null;
        }, cancellationToken);

    /// <summary>Closes it as saying the same as another of the same entry, which takes in its voices.</summary>
    public Task<Refusal?> MergeAsync(Guid by, Guid id, int revision, Guid into, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            var target = await work.Context.Reports().AsTracking().SingleOrDefaultAsync(report => report.Id == into, cancellationToken);
            if (Closed(work.Report) is { } refusal)
            {
                return refusal;
            }

            if (target is not { IsOpen: true } || target.Id == id || target.EntryId != work.Report.EntryId)
            {
                return new Refusal(Habilitation.WrongState, "L'autre alerte n'est plus ouverte, ou concerne une autre fiche.");
            }

            // Those who wait for an answer wait for the other's.
            await work.Connection.ExecuteAsync("update issue_statements set report_id = $2 where report_id = $1", cancellationToken, id, into);
            target.ReportCount += work.Report.ReportCount;
            target.Revision++;
            work.Report.MergedInto = into;
            await work.CloseAsync(ReportOutcome.Duplicate);
            await work.NoteAsync("merged", detail: work.Report.Reference, report: into);
            return null;
        }, cancellationToken);

    /// <summary>Settles it, and tells those who left an address.</summary>
    public Task<Refusal?> CloseAsync(
        Guid by, Guid id, int revision, ReportOutcome outcome, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            if (Closed(work.Report) is { } refusal)
            {
                return refusal;
            }

            // ix of uq_entry_versions_entry_version
            if (outcome is ReportOutcome.Corrected && !await work.Connection.ScalarAsync<bool>(
                "select exists (select from entry_versions where entry_id = $1 and published_at >= $2)", cancellationToken,
                work.Report.EntryId, work.Report.CreatedAt))
            {
                return new Refusal(
                    Habilitation.WrongState,
                    "Rien n'a été publié sur cette fiche depuis l'alerte : publiez d'abord la correction. Si la fiche dit juste, choisissez « Exact ».");
            }

            if (work.Report.Reference is { } reference)
            {
                var (subject, body) = outcome.Answer(work.Facts.Name, reference);
                await work.Connection.ScalarAsync<long>(
                    "select tell_reporters($1, $2, $3, $4, $5)", cancellationToken, id, OutboxWriter.OneLine(subject), body,
                    mails.From[(mails.From.IndexOf('@', StringComparison.Ordinal) + 1)..], Now);
            }

            await work.CloseAsync(outcome);
            return null;
        }, cancellationToken);

    /// <summary>Opens it again: it was not settled.</summary>
    public Task<Refusal?> ReopenAsync(Guid by, Guid id, int revision, CancellationToken cancellationToken) =>
        StepAsync(by, id, revision, async work =>
        {
            if (work.Report.IsOpen || work.Report.MergedInto is not null)
            {
                return new Refusal(Habilitation.WrongState, "Cette alerte est ouverte, ou traitée avec une autre.");
            }

            if (await work.Context.Reports().AnyAsync(
                other => other.EntryId == work.Report.EntryId && other.Code == work.Report.Code && other.Block == work.Report.Block
                    && other.ResolvedAt == null,
                cancellationToken))
            {
                return new Refusal(Habilitation.WrongState, "Une autre alerte dit déjà la même chose : traitez celle-là.");
            }

            (work.Report.ResolvedAt, work.Report.Resolution, work.Report.PostponedUntil) = (null, null, null);
            work.Report.ReopenedCount++;
            await work.NoteAsync("reopened");
            return null;
        }, cancellationToken);

    /// <summary>An agent says that something of an entry is wrong: one more voice where it is said already.</summary>
    /// <returns>The report's reference; or why not.</returns>
    public async Task<(string? Reference, Refusal? Refusal)> ReportAsync(
        Guid by, IssueReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        var facts = await GrantStore.ReadFactsAsync(connection, report.EntryId, cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, by, cancellationToken);
        if (facts is null || !Habilitation.Decide(grants, by, EntryAction.View, new Touched(facts), null, Now).IsAllowed)
        {
            return (null, NotFound);
        }

        var (id, reference) = (await connection.QueryAsync(
            """
            insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
            values ($1, $2, 'agent', $3, $4::text, $5, $6, $5, $7)
            on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do update set
                last_reported_at = excluded.last_reported_at, report_count = issue_reports.report_count + 1
            returning id, reference
            """,
            row => (row.GetGuid(0), row.GetString(1)), cancellationToken,
            Guid.CreateVersion7(), report.EntryId, IssueReportBox.NameOf(report.Code), report.Block, report.At,
            IssueReportBox.NewReference(), report.AnswerBy)).Single();
        await NoteAsync(connection, id, by, "reported", IssueReportBox.Plain(report.Message), null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (reference, null);
    }

    private static Refusal NotFound => new(ChangeOutcome.NotFound, "Cette alerte n'existe pas.");

    private static Refusal? Closed(KeptReport report) =>
        report.IsOpen ? null : new Refusal(Habilitation.WrongState, "Cette alerte est déjà traitée.");

    private Task<int> NoteAsync(
        NpgsqlConnection connection, Guid report, Guid by, string step, string? comment, string? detail, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            "insert into issue_report_steps (report_id, at, account_id, step, comment, detail) values ($1, $2, $3, $4, $5::text, $6::text)",
            cancellationToken, report, Now, by, step, comment, detail);

    private async Task<Refusal?> StepAsync(
        Guid by, Guid id, int revision, Func<Work, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        var report = await context.Reports().AsTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        var facts = report is null ? null : await GrantStore.ReadFactsAsync(connection, report.EntryId, cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, by, cancellationToken);
        if (report is null || facts is null || !Habilitation.Decide(grants, by, EntryAction.View, new Touched(facts), null, Now).IsAllowed)
        {
            return NotFound;
        }

        if (Habilitation.Decide(grants, by, EntryAction.HandleReports, new Touched(facts), null, Now).Refusal is { } refusal)
        {
            return refusal;
        }

        var outdated = new Refusal(
            ChangeOutcome.Outdated, "Une autre personne a fait avancer cette alerte depuis : relisez-la, puis recommencez si c'est encore utile.");
        if (report.Revision != revision)
        {
            return outdated;
        }

        report.Revision++;
        if (await act(new Work(this, context, connection, report, facts, by, cancellationToken)) is { } refused)
        {
            return refused;
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return outdated; // the same moment: rolled back
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private sealed record Work(
        ReportHandling Handling, DirectoryContext Context, NpgsqlConnection Connection, KeptReport Report, EntryFacts Facts, Guid By,
        CancellationToken CancellationToken)
    {
        public bool May(Guid account, IEnumerable<AccessGrant> grants) =>
            Habilitation.Decide(grants, account, EntryAction.HandleReports, new Touched(Facts), null, Handling.Now).IsAllowed;

        public Task<int> NoteAsync(string step, string? comment = null, string? detail = null, Guid? report = null) =>
            Handling.NoteAsync(Connection, report ?? Report.Id, By, step, comment, detail, CancellationToken);

        public Task<int> CloseAsync(ReportOutcome outcome)
        {
            (Report.ResolvedAt, Report.Resolution, Report.PostponedUntil) = (Handling.Now, outcome.Code(), null);
            return NoteAsync("closed", detail: outcome.Code());
        }
    }
}
