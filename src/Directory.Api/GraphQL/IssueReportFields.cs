using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.IssueReports;

namespace PublicDirectory.Api.GraphQL;

/// <summary>
/// The only thing that the API writes: what anyone says is wrong. What is written goes to the database and nowhere else, neither to a log
/// nor to an error.
/// </summary>
internal static class IssueReportFields
{
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
            throw IssueReportDesk.Refused("Les signalements ne sont pas reçus ici.");
        }

        return await desk.SendAsync(report, request.Caller, context.CancellationToken) is { } reference
            ? new Receipt(reference, report.AnswerBy.InZone(Paris).Date)
            : throw Unknown(input.Entry);
    }

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

        return input.Email is { } email && !IssueReport.IsAddress(email)
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

    // Blank is nothing; the null character is one that PostgreSQL does not take.
    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();

    /// <summary>The input as given.</summary>
    private sealed record ReportArgument(string Entry, IssueCode Reason, string? Field, string? Message, string? Email);

    /// <summary>What the reporter is given.</summary>
    private sealed record Receipt(string Reference, LocalDate AnswerBy);
}
