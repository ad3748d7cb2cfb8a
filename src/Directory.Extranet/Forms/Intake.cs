using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Forms;

/// <summary>
/// What comes in is read once, bounded, and its every text cleaned, before anything acts on it: see <see cref="PlainText"/>. What cannot be
/// read is answered here, and leaves an empty form behind: the page that says so reads no form again.
/// </summary>
internal sealed class Intake(RequestDelegate next)
{
    private static readonly object Done = new();

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        // A second time, when a page is shown in the place of another.
        if (http.Items.TryAdd(Done, null))
        {
            var refusal = await ReadAsync(http);
            // Other verbs bring no form, whatever their headers say.
            var hasForm = refusal is null && HttpMethods.IsPost(request.Method) && request.HasFormContentType;
            http.Features.Set<IFormFeature>(new FormFeature(hasForm ? Clean(request.Form) : FormCollection.Empty));
            if (refusal is { } status)
            {
                http.Response.StatusCode = status;
                return;
            }

            if (request.Query.Any(field => !field.Value.All(IsClean) || !PlainText.IsClean(field.Key)))
            {
                request.Query = new QueryCollection(Clean(request.Query));
            }
        }

        await next(http);
    }

    // The status of a request that is refused as it is; null for one that was read.
    private static async Task<int?> ReadAsync(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && !PlainText.IsClean(path))
        {
            return StatusCodes.Status404NotFound;
        }

        try
        {
            if (HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType)
            {
                var count = http.GetEndpoint()?.Metadata.GetMetadata<MaxFieldsAttribute>()?.Count ?? MaxFieldsAttribute.Usual;
                var form = new FormFeature(http.Request, new FormOptions { ValueCountLimit = count });
                http.Features.Set<IFormFeature>(form);
                await form.ReadFormAsync(http.RequestAborted);
            }

            return null;
        }
        catch (BadHttpRequestException refused)
        {
            return Refuse(refused.StatusCode);
        }
        // Of an encoding that is known and not taken, too.
        catch (Exception refused) when (refused is InvalidDataException or IOException or ArgumentException or NotSupportedException
            && !http.RequestAborted.IsCancellationRequested)
        {
            return Refuse(StatusCodes.Status400BadRequest);
        }

        int Refuse(int status)
        {
            http.Items[Outcomes.RefusalKey] = status == StatusCodes.Status413PayloadTooLarge
                ? "Ce formulaire est plus long que ce qui peut être reçu : raccourcissez-le, ou enregistrez-le en plusieurs fois."
                : "Ce qui a été envoyé n'a pas pu être lu. Revenez à la page précédente, rechargez-la, puis recommencez.";
            return status;
        }
    }

    // No form of ours sends files: they are left out.
    private static FormCollection Clean(IFormCollection form) => new(Clean((IEnumerable<KeyValuePair<string, StringValues>>)form));

    private static Dictionary<string, StringValues> Clean(IEnumerable<KeyValuePair<string, StringValues>> fields) => fields
        .Where(field => PlainText.IsClean(field.Key))
        .ToDictionary(
            field => field.Key,
            field => field.Value.All(IsClean)
                ? field.Value
                : new StringValues([.. field.Value.Select(value => value is null ? null : PlainText.Clean(value))]),
            StringComparer.OrdinalIgnoreCase);

    private static bool IsClean(string? value) => value is null || PlainText.IsClean(value);
}
