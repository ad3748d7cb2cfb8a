using System.Text.RegularExpressions;
using GraphQLEngine.Language;
using Microsoft.AspNetCore.Http.Features;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Published;
using PublicDirectory.Pages.Reports;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>
/// « Signaler une erreur »: the form, what it sends, and what follows. There is no session to ride on: what other sites' pages could do is
/// use their visitors' allowances and addresses, and <see cref="Origins"/> refuses them.
/// </summary>
internal sealed partial class ReportEndpoint(PageEndpoint pages, IssueReportDesk desk)
{
    // What reading one costs, in the units of the contract; about that of a mutation.
    private const int Cost = 100;

    // Four times the longest message, percent-encoded.
    private const int MaxBodyBytes = 32 << 10;

    private const int MaxFields = 10;

    public static void Map(WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<ReportEndpoint>();
        app.MapMethods(ReportPage.Path, Methods.Read, endpoint.ShowAsync);
        app.MapPost(ReportPage.Path, endpoint.TakeAsync);
        app.MapMethods(ReportPage.ReceiptPath, Methods.Read, endpoint.ConfirmAsync);
    }

    private Task ShowAsync(HttpContext context) => pages.AnswerAsync(context, Cost, asked =>
        FormFor(asked.Picture, asked.Text("fiche")) is { } form
            ? PageAnswer.Of(HeadOf(form), html => ReportPage.Write(html, form))
            : PageAnswer.Missing(ReportPage.Path));

    private Task ConfirmAsync(HttpContext context) => pages.AnswerAsync(context, Cost, asked =>
        asked.Text("reference") is { } reference && Reference().IsMatch(reference)
            ? PageAnswer.Of(
                new PageHead("Signalement enregistré", ReportPage.ReceiptPath, IsIndexed: false),
                html => ReportPage.WriteReceipt(html, reference))
            : PageAnswer.Missing(ReportPage.ReceiptPath));

    private Task TakeAsync(HttpContext context) => pages.AnswerAsync(context, Cost, waits: true, async (asked, caller) =>
    {
        Origins.Check(context.Request);
        var sent = await ReadAsync(context);
        if (FormFor(asked.Picture, sent["fiche"]) is not { } empty)
        {
            return PageAnswer.Missing(ReportPage.Path);
        }

        var form = empty with { What = sent["quoi"], Message = Text(sent["message"]), Email = Text(sent["courriel"]) };
        var choice = form.Choices.FirstOrDefault(one => one.Value == form.What);
        form = form with { Errors = [.. Mistakes(form, choice, sent[ReportPage.EmptyField])] };
        if (form.Errors.Count > 0)
        {
            return Again(StatusCodes.Status422UnprocessableEntity, form);
        }

        var report = new IssueReport
        {
            EntryId = form.EntryId,
            Code = choice!.Code,
            Block = choice.Block,
            Message = form.Message,
            Email = form.Email,
            At = asked.Now,
        };
        return await SendAsync(context, form, report, caller);
    });

    private async Task<PageAnswer> SendAsync(HttpContext context, ReportForm form, IssueReport report, Caller caller)
    {
        try
        {
            return await desk.SendAsync(report, caller, context.RequestAborted) is { } reference
                ? PageAnswer.Done($"{ReportPage.ReceiptPath}?reference={reference}")
                : PageAnswer.Missing(ReportPage.Path);
        }
        catch (GraphQLException refusal)
        {
            var status = refusal.Code switch
            {
                IssueReportDesk.Limit => StatusCodes.Status429TooManyRequests,
                IssueReportDesk.Unavailable => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status403Forbidden,
            };
            return Again(status, form with { Errors = [("quoi", refusal.Message)] });
        }
    }

    private static IEnumerable<(string, string)> Mistakes(ReportForm form, ReportChoice? choice, string? empty)
    {
        if (choice is null)
        {
            yield return ("quoi", "Choisissez ce qui ne va pas.");
        }

        if (form.Message?.Length > IssueReport.MaxMessageLength)
        {
            yield return ("message", $"Le message compte {form.Message.Length} caractères, le maximum est de {IssueReport.MaxMessageLength} : gardez l'essentiel.");
        }

        if (choice?.Code == IssueCode.Other && form.Message is null)
        {
            yield return ("message", "Dites en quelques mots ce qui ne va pas.");
        }

        if (form.Email is { } email && !IssueReport.IsAddress(email))
        {
            yield return ("courriel", "L'adresse de courriel n'est pas complète : elle ressemble à nom@exemple.fr.");
        }

        if (!string.IsNullOrEmpty(empty))
        {
            yield return ("quoi", "Un champ qui doit rester vide a été rempli, par un programme sans doute : envoyez de nouveau.");
        }
    }

    private static PageAnswer Again(int status, ReportForm form) =>
        PageAnswer.Again(status, HeadOf(form) with { Title = "Erreur : Signaler une erreur" }, html => ReportPage.Write(html, form));

    private static PageHead HeadOf(ReportForm form) => new($"Signaler une erreur : {form.Name}", ReportPage.Path, IsIndexed: false);

    private static ReportForm? FormFor(Picture picture, string? entry) =>
        !Guid.TryParse(entry, out var id) ? null
        : picture.Find(id) is { } administration
            ? new(id, administration.Name.ToString(), PageAddress.Of(administration), ReportPage.OfAdministrations)
        : picture.FindDemarche(id) is { } demarche
            ? new(id, demarche.Title.ToString(), PageAddress.Of(demarche), ReportPage.OfDemarches)
        : null;

    private static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType || request.ContentLength > MaxBodyBytes)
        {
            throw new HttpRefusal(
                request.HasFormContentType ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status415UnsupportedMediaType,
                "Envoyez le formulaire de la page, tel quel.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBodyBytes;
        }

        var options = new FormOptions
        {
            ValueCountLimit = MaxFields, ValueLengthLimit = MaxBodyBytes, KeyLengthLimit = 100, BufferBodyLengthLimit = MaxBodyBytes,
            MultipartBodyLengthLimit = MaxBodyBytes, MultipartHeadersCountLimit = MaxFields,
        };
        try
        {
            return await new FormFeature(request, options).ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            throw new HttpRefusal(StatusCodes.Status400BadRequest, "Le formulaire n'est pas arrivé entier : envoyez-le de nouveau.");
        }
    }

    // Blank is nothing; the null character is one that PostgreSQL does not take.
    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex("^SIG-[0-9A-Z]{4}-[0-9A-Z]{4}$", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
