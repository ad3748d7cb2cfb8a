using System.Net.Mail;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The only thing that the API writes: what anyone says is wrong. What is written goes to the database and nowhere else, neither to a log
/// nor to an error.
/// </summary>
internal static class IssueReportFields
{
    // Of what a caller may send in an hour, so much may be about one thing in a day: five from an address, more from a partner.
    private const int PartOnOneThing = 4;

    // Promises are kept by people, whose days these are.
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    public static void Register(ResolverMap resolvers) => resolvers
        .Mutation(mutation => mutation.FieldAsync("reportProblem", ReportAsync))
        .Enum<IssueCode>(
            "ProblemReason",
            (IssueCode.Wrong, "WRONG"),
            (IssueCode.Outdated, "OUTDATED"),
            (IssueCode.ClosedForGood, "CLOSED_FOR_GOOD"),
            (IssueCode.Unreachable, "UNREACHABLE"),
            (IssueCode.Missing, "MISSING"),
            (IssueCode.WrongInterlocutor, "WRONG_INTERLOCUTOR"),
            (IssueCode.Other, "OTHER"))
        .Input("ReportProblemInput", input => new ReportArgument(
            input.Get<string>("entry")!,
            input.Get<IssueCode>("reason"),
            input.Get<string>("field"),
            Text(input.Get<string>("message")),
            Text(input.Get<string>("email"))))
        .Object<Receipt>("ReportProblemPayload", receipt => receipt
            .Field("reference", r => r.Reference)
            .Field("answersWithin", _ => $"P{IssueReport.AnswerDays}D")
            .Field("answerBy", r => r.AnswerBy));

    private static async ValueTask<Receipt?> ReportAsync(Root root, ResolverContext context)
    {
        var (request, input) = (context.Request<DirectoryRequest>(), context.Argument<ReportArgument>("input")!);
        var report = Read(input, request);
        if (request.Reports is not { } desk)
        {
            throw Refused("Les signalements ne sont pas reçus ici.");
        }

        switch (desk.Count(request.Caller))
        {
            case ({ IsGranted: true }, _):
                break;
            case ({ Wait: var wait }, _) when wait == Timeout.InfiniteTimeSpan:
                throw Refused(request.Caller.IsPartner
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
            var key = request.Caller.Wider ?? request.Caller.Key;
            var share = (int)(request.Caller.Reports.Most / PartOnOneThing);
            var reporter = new Reporter($"{key.Kind} {key.Value}", request.Caller.IsPartner, share);
            var dropped = await desk.Box.DropAsync(report, reporter, context.CancellationToken);
            return dropped switch
            {
                { Reference: { } reference } => new Receipt(reference, report.AnswerBy.InZone(Paris).Date),
                { RetryAt: { } retry } => throw Later(
                    "Vous avez déjà beaucoup écrit à ce sujet : ce message n'a pas été enregistré.", (retry - report.At).ToTimeSpan()),
                { IsFull: true } => throw Refused(
                    "Trop de messages attendent déjà à ce sujet : le vôtre n'a pas été enregistré. Il n'y aura de place que lorsque les agents "
                    + "les auront traités. Sans message ni courriel, votre signalement sera compté."),
                _ => throw Unknown(input.Entry),
            };
        }
        catch (NpgsqlException e)
        {
            throw new GraphQLException(
                "Le signalement n'a pas pu être enregistré : réessayez dans quelques minutes.", "REPORT_UNAVAILABLE", innerException: e);
        }
    }

    private static GraphQLException Later(string message, TimeSpan after) => new(
        $"{message} Réessayez dans {Words(after)}.",
        "REPORT_LIMIT",
        new Dictionary<string, object?> { ["retryAfter"] = (int)Math.Ceiling(after.TotalSeconds) });

    // Nothing was kept, and no time that passes changes it.
    private static GraphQLException Refused(string message) => new(message, "REPORT_REFUSED");

    private static string Words(TimeSpan time) => (Math.Ceiling(time.TotalMinutes), Math.Ceiling(time.TotalHours)) switch
    {
        ( <= 1, _) => "une minute",
        ( < 60 and var minutes, _) => $"{minutes:0} minutes",
        (_, 1) => "une heure",
        (_, var hours) => $"{hours:0} heures",
    };

    private static IssueReport Read(ReportArgument input, DirectoryRequest request)
    {
        if (!Guid.TryParse(input.Entry, out var id) || Nodes.Find(request.Picture, input.Entry) is null)
        {
            throw Unknown(input.Entry);
        }

        if (input.Field is { } field && !BlockNames.IsKnown(field))
        {
            throw ContextExtensions.Wrong(
                "field",
                $"« {Inputs.Shown(field)} » n'est pas une rubrique : donnez un nom de champ, par exemple openingHours, addresses, channels ou requiredDocuments.");
        }

        if (input.Message?.Length > IssueReport.MaxMessageLength)
        {
            throw ContextExtensions.Wrong(
                "message",
                $"Le message compte {input.Message.Length} caractères, le maximum est de {IssueReport.MaxMessageLength} : gardez l'essentiel.");
        }

        if (input.Reason == IssueCode.Other && input.Message is null)
        {
            throw ContextExtensions.Wrong("message", "Dites en quelques mots ce qui ne va pas.");
        }

        return input.Email is { } email && !IsAddress(email)
            ? throw ContextExtensions.Wrong("email", "L'adresse de courriel n'est pas complète : elle ressemble à nom@exemple.fr.")
            : new IssueReport
            {
                EntryId = id,
                Code = input.Reason,
                Block = input.Field,
                Message = input.Message,
                Email = input.Email,
                At = request.Now,
            };
    }

    private static RefusedInputException Unknown(string entry) => ContextExtensions.Wrong(
        "entry",
        $"Rien n'est publié sous l'identifiant « {Inputs.Shown(entry)} » : donnez l'« id » d'une administration, d'une démarche ou d'un type de service.");

    // The database refuses these too, but would write them to its log.
    private static bool IsAddress(string email) =>
        email.Length <= IssueReport.MaxEmailLength
        && !email.Any(character => char.IsWhiteSpace(character) || character is ',' or ';' or '<' or '>')
        && MailAddress.TryCreate(email, out var address) && address.Host.Contains('.', StringComparison.Ordinal);

    // Blank is nothing; the null character is one that PostgreSQL does not take.
    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();

    /// <summary>The input as given.</summary>
    private sealed record ReportArgument(string Entry, IssueCode Reason, string? Field, string? Message, string? Email);

    /// <summary>What the reporter is given.</summary>
    private sealed record Receipt(string Reference, LocalDate AnswerBy);
}
