using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Urgent;

/// <summary>Sends someone else's form with one's own session, as who forges a request would.</summary>
internal static class Forge
{
    private const string TokenField = "__RequestVerificationToken";

    public static Task PostAsync(Visitor forger, (string Path, List<KeyValuePair<string, string>> Fields) form)
    {
        var token = forger.Page.QuerySelector($"input[name={TokenField}]")!.GetAttribute("value")!;
        return forger.PostAsync(
            form.Path, [.. form.Fields.Where(field => field.Key is not (TokenField or "__envoi")), new(TokenField, token)]);
    }

    /// <summary>Where the last urgent publication on an entry is reviewed.</summary>
    public static async Task<string> ReviewPathAsync(ExtranetHost host, Guid entry)
    {
        await using var command = host.DataSource.CreateCommand(
            "select id from change_requests where entry_id = $1 and path = 'urgent' order by created_at desc limit 1");
        command.Parameters.Add(new() { Value = entry });
        return $"/extranet/validations/{await command.ExecuteScalarAsync()}/urgence";
    }
}
