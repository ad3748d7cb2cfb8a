using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Forms;

/// <summary>A form that could not be dealt with: its author had to prove who they are first, or something failed.</summary>
/// <param name="Id">A UUID version 7.</param>
/// <param name="Path">Where it was posted, with the query.</param>
/// <param name="KeptAt">When.</param>
/// <param name="Fields">What was typed, tokens left out.</param>
internal sealed record KeptForm(Guid Id, string Path, NodaTime.Instant KeptAt, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Nothing that is typed is lost when a session ends, when a recent proof is asked for, or when something fails: the form that is posted
/// then is kept for a day, encrypted, for whoever signed in last with this browser, and shown to them alone when they sign in with it again.
/// A page's form is kept once, as it was sent last.
/// </summary>
internal sealed class KeptForms(NpgsqlDataSource database, TimeProvider clock, IDataProtectionProvider protection, BrowserMark mark)
{
    /// <summary>The page that shows what was kept.</summary>
    public const string Page = "/extranet/saisies";

    /// <summary>The field of a kept form that is posted again: its id.</summary>
    public const string Field = "__saisie";

    internal const string Forgery = "__RequestVerificationToken";
    private const int MaxBytes = 256 << 10;
    private const int MaxPathLength = 2000;

    // The oldest give way: enough for the tabs that someone has open.
    private const int MaxPerAccount = 5;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly object KeptKey = new();

    /// <summary>
    /// Whether what is posted is a form of ours that may be shown again: one that edits or administers. Those of <c>/mon-compte</c> hold
    /// passwords.
    /// </summary>
    public static bool MayKeep(HttpContext http)
    {
        var request = http.Request;
        return HttpMethods.IsPost(request.Method) && http.GetEndpoint() is not null && IsFromThisSite(request)
            && (request.Path.StartsWithSegments("/extranet") || request.Path.StartsWithSegments("/admin")) && request.Path != Page
            && PathOf(request).Length <= MaxPathLength && request.ContentLength is > 0 and <= MaxBytes
            && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
            && request.Form.ContainsKey(Forgery) && SentForm.IdOf(request) is not null; // read by now: see Intake
    }

    /// <summary>Whether what this request sent was kept.</summary>
    public static bool IsKept(HttpContext http) => http.Items.ContainsKey(KeptKey);

    /// <summary>Where a form is posted.</summary>
    public static string PathOf(HttpRequest request) => $"{request.Path}{request.QueryString}";

    /// <summary>Keeps the form that is posted, if it is one to keep.</summary>
    /// <returns>Whether it was kept.</returns>
    public async Task<bool> KeepAsync(HttpContext http)
    {
        var (request, cancellationToken) = (http.Request, http.RequestAborted);
        if (!MayKeep(http) || mark.Read(http) is not { } known)
        {
            return false;
        }

        var form = request.Form;
        var fields = form.Where(field => field.Key is not (Forgery or SendOnce.Field or SentForm.Auto or SentForm.Rank or Field))
            .SelectMany(field => field.Value.Select(value => new[] { field.Key, value ?? "" }));
        var content = Protector(known.Account).Protect(JsonSerializer.SerializeToUtf8Bytes(fields));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            with forgotten as (
                delete from kept_forms where kept_at < $7 or (account_id = $2 and (id = $9 or form_id = $10 or id in (
                    select id from kept_forms where account_id = $2 order by kept_at desc offset $8))))
            insert into kept_forms (id, account_id, browser_id, path, content, kept_at, form_id) values ($1, $2, $3, $4, $5, $6, $10)
            """,
            cancellationToken,
            Guid.CreateVersion7(), known.Account, known.Browser, PathOf(request), content, clock.GetUtcNow().UtcDateTime, Oldest,
            MaxPerAccount - 1,
            Guid.TryParse(form[Field], out var again) ? again : Guid.Empty, SentForm.IdOf(request)); // ix_kept_forms_kept_at, ix_kept_forms_account
        http.Items[KeptKey] = true;
        return true;
    }

    /// <summary>What was kept for the agent in this browser, the last first.</summary>
    public async Task<IReadOnlyList<KeptForm>> ReadAsync(HttpContext http, Guid agent, CancellationToken cancellationToken)
    {
        if (mark.Read(http) is not { } known || known.Account != agent)
        {
            return [];
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            "select id, path, kept_at, content from kept_forms where account_id = $1 and browser_id = $2 and kept_at >= $3 order by kept_at desc",
            row => new KeptForm(
                row.GetGuid(0), row.GetString(1), row.At(2)!.Value,
                [.. JsonSerializer.Deserialize<string[][]>(Protector(agent).Unprotect(row.GetFieldValue<byte[]>(3)))!
                    .Select(field => KeyValuePair.Create(field[0], field[1]))]),
            cancellationToken,
            agent, known.Browser, Oldest); // ix_kept_forms_account
    }

    /// <summary>Forgets one, once it was dealt with or is no longer wanted.</summary>
    /// <param name="id">Its id, or the token of the form that it was typed in.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="cancellationToken">Leaves it.</param>
    public async Task ForgetAsync(Guid id, Guid agent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from kept_forms where (account_id = $2 and (id = $1 or form_id = $1)) or kept_at < $3", cancellationToken, id, agent, Oldest);
    }

    private DateTime Oldest => (clock.GetUtcNow() - KeptFor).UtcDateTime;

    private IDataProtector Protector(Guid account) => protection.CreateProtector("kept-form", account.ToString());

    // What another site makes a browser post would be kept as if its reader had typed it.
    private static bool IsFromThisSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        return site.Count == 0
            ? origin == $"{request.Scheme}://{request.Host}"
            : site == "same-origin" && (origin.Count == 0 || origin == $"{request.Scheme}://{request.Host}");
    }
}
