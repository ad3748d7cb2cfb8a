using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Limits;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Exports;

/// <summary>
/// <c>/exports/guichets.{format}</c>: the directory as a file, whole or by département and service type; <c>….sha256</c>: its hash;
/// <c>/exports</c>: which there are.
/// </summary>
internal sealed class ExportEndpoint(
    PublishedDirectory directory, Callers callers, Allowances allowances, Turnstile turnstile, ExportFolder folder)
{
    // A part that has to be made takes so much for each administration that is looked at: there are thousands of parts. The whole is made
    // once for a state, for everybody, on a thread that gives way. Any file takes so much for each 16 KiB that are sent.
    private const int MakingAnAdministration = 4;
    private const int Sending16Kibibytes = 1;
    private const int Reading = 50;

    private const string Caching = "public, max-age=60";
    private const string HashSuffix = ".sha256";
    private const string Prefix = "guichets.";

    public static void Map(WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<ExportEndpoint>();
        app.MapMethods("/exports", Methods.Read, endpoint.ListAsync);
        app.MapMethods("/exports/guichet.schema.json", Methods.Read, () => Results.Bytes(
            Resources.Read("exports/guichet.schema.json"), "application/schema+json"));
        app.MapMethods("/exports/{name}", Methods.Read, endpoint.SendAsync);
    }

    private Task SendAsync(HttpContext context, string name) => AnswerAsync(context, async (picture, admission, caller) =>
    {
        var wantsHash = name.EndsWith(HashSuffix, StringComparison.Ordinal);
        var wanted = wantsHash ? name[..^HashSuffix.Length] : name;
        var format = ExportFormat.All.FirstOrDefault(format => wanted == Prefix + format.Extension)
            ?? throw new HttpRefusal(StatusCodes.Status404NotFound, "Il n'y a pas de fichier de ce nom : /exports les donne.");
        var export = Read(context.Request.Query, picture);
        await admission.AdmitAsync(CostOf(export, format, caller), waits: false);
        admission.Dispose(); // making a file and sending it take as long as they take, without keeping others from their turn
        var isCompressed = !wantsHash && TakesGzip(context.Request);
        for (var last = false; ; last = true)
        {
            var file = isCompressed
                ? await folder.GetCompressedAsync(export, format, context.RequestAborted)
                : await folder.GetAsync(export, format, context.RequestAborted);
            try
            {
                await (wantsHash
                    ? SendHashAsync(context, wanted, file)
                    : SendAsync(context, export, format, file, isCompressed, admission));
                return;
            }
            catch (FileNotFoundException) when (!last && !context.Response.HasStarted)
            {
                // Its room was needed in between: it is made again.
            }
        }
    });

    private Task ListAsync(HttpContext context) => AnswerAsync(context, async (picture, admission, _) =>
    {
        await admission.AdmitAsync(Reading, waits: false);
        admission.Dispose();
        var export = new Export(picture, null, null);
        using var body = new ResponseBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", picture.Sequence);
            json.WriteInstant("publishedAt", export.PublishedAt);
            json.WriteNumber("administrations", picture.AdministrationCount);
            json.WriteStartArray("sources");
            foreach (var source in new[] { Sources.DilaAnnuaire, Sources.Local })
            {
                json.WriteStartObject();
                json.WriteString("name", source.Name);
                json.WriteString("licence", source.Licence);
                json.WriteString("url", source.Url);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("filters", "?departement={code}&type={code of a service type}");
            json.WriteStartArray("files");
            foreach (var format in ExportFormat.All)
            {
                json.WriteStartObject();
                json.WriteString("title", format.Title);
                json.WriteString("path", format.Path);
                json.WriteString("mediaType", format.MediaType);
                json.WriteString("sha256", format.Path + HashSuffix);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (!AnswerCaching.IsKnown(context, Caching, body.Written.Span))
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Written.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(body.Written, context.RequestAborted);
            }
        }
    });

    private async Task AnswerAsync(HttpContext context, Func<Picture, Admission, Caller, Task> answer)
    {
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        try
        {
            var caller = callers.Of(context.Request);
            using var admission = new Admission(context, caller, allowances, turnstile);
            admission.Count();
            var picture = directory.Current ?? throw HttpRefusal.NotReady();
            await admission.EnterAsync();
            await answer(picture, admission, caller);
        }
        catch (HttpRefusal refusal)
        {
            await refusal.WriteAsync(context);
        }
    }

    private int CostOf(Export export, ExportFormat format, Caller caller) => export.IsWhole || folder.Has(export, format)
        ? Reading
        : (int)Math.Min(Reading + ((long)MakingAnAdministration * export.Picture.AdministrationCount), caller.Cost.Most / 2);

    private static Export Read(IQueryCollection query, Picture picture)
    {
        foreach (var name in query.Keys.Where(name => name is not ("departement" or "type")))
        {
            throw Wrong($"« {name} » n'est pas un filtre : il y a « departement » et « type ».");
        }

        var (departement, type) = (Text("departement"), Text("type"));
        return departement is not null && picture.Territories.FindDepartement(departement) is null
            ? throw Wrong($"Aucun département n'a le code « {departement} » : donnez-le comme 69 ou 2A.")
            : type is not null && picture.FindServiceType(type) is null
                ? throw Wrong($"Aucun type de service n'a le code « {type} » : le champ serviceTypes de /graphql les donne.")
                : new Export(picture, departement, type);

        string? Text(string name) => query[name] switch
        {
            [] => null,
            [{ Length: > 0 and <= 100 } text] => text,
            _ => throw Wrong($"« {name} » se donne une fois, par un code."),
        };
    }

    private static HttpRefusal Wrong(string message) => new(StatusCodes.Status400BadRequest, message);

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value == "gzip" && accepted.Quality is not 0);

    private static async Task SendHashAsync(HttpContext context, string name, ExportFile file)
    {
        context.Response.Headers.CacheControl = Caching;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{Convert.ToHexStringLower(file.Sha256)}  {name}\n", context.RequestAborted);
    }

    private static async Task SendAsync(
        HttpContext context, Export export, ExportFormat format, ExportFile file, bool isCompressed, Admission admission)
    {
        var headers = context.Response.Headers;
        var content = new FileStream(
            file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 << 10, FileOptions.Asynchronous);
        admission.Charge((int)(Sending16Kibibytes * (file.Length >> 14)));
        headers.CacheControl = Caching;
        headers["Directory-Sequence"] = export.Picture.Sequence.ToString(CultureInfo.InvariantCulture);
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(file.Sha256)}:";
        headers.Link = "<https://www.etalab.gouv.fr/licence-ouverte-open-licence>; rel=\"license\", </donnees>; rel=\"describedby\"";
        headers.ContentDisposition = $"attachment; filename=\"guichets-{export.Picture.Sequence}.{format.Extension}\"";
        if (isCompressed)
        {
            headers.ContentEncoding = "gzip";
        }

        await Results.File(
            content, format.MediaType, lastModified: export.PublishedAt.ToDateTimeOffset(),
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256.AsSpan(0, 16))}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }
}
