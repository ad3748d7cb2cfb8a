using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Requests;

/// <summary>Requests on their way, made as the pages make them.</summary>
internal static class Flow
{
    public static AdministrationDocument WithAccess(this AdministrationDocument document, WheelchairAccess wheelchair, string? note = null) =>
        document with { Accessibility = new Accessibility { Wheelchair = wheelchair, Note = note } };

    public static async Task<ChangeRequest> DraftAsync(this ExtranetHost host, Guid author, Guid entry, EntryDocument document, int version = 1) =>
        (await host.Service<Drafts>()
            .SaveAsync(author, new DraftInput { EntryId = entry, BaseVersion = version, Document = document }, default)).Request;

    public static async Task<ChangeRequest> SubmittedAsync(
        this ExtranetHost host, Guid author, Guid entry, EntryDocument document, int version = 1,
        Func<SubmitInput, SubmitInput>? with = null)
    {
        var draft = await host.DraftAsync(author, entry, document, version);
        return await host.SubmitAsync(author, draft, with);
    }

    public static async Task<ChangeRequest> SubmitAsync(
        this ExtranetHost host, Guid author, ChangeRequest draft, Func<SubmitInput, SubmitInput>? with = null)
    {
        var input = new SubmitInput { RequestId = draft.Id, Revision = draft.Revision, Message = "Rampe posée hier." };
        return (await host.Service<Submissions>().SubmitAsync(author, with is null ? input : with(input), default)).Request;
    }

    public static async Task<ChangeRequest> FindAsync(this ExtranetHost host, Guid request)
    {
        await using var command = host.DataSource.CreateCommand("select author_id from change_requests where id = $1");
        command.Parameters.Add(new() { Value = request });
        var author = (Guid)(await command.ExecuteScalarAsync())!;
        return (await host.Service<ChangeRequestLists>().FindAsync(author, request, default))!.Line.Request;
    }

    /// <summary>What the agent has sent, and that waits.</summary>
    public static async Task<IReadOnlyList<ChangeRequest>> SentByAsync(this ExtranetHost host, Guid author)
    {
        var sent = new List<Guid>();
        await using (var command =
            host.DataSource.CreateCommand("select id from change_requests where author_id = $1 and state = 'submitted'"))
        {
            command.Parameters.Add(new() { Value = author });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                sent.Add(rows.GetGuid(0));
            }
        }

        return await Task.WhenAll(sent.Select(host.FindAsync));
    }

    /// <summary>The agent's draft of an entry, or the request given back to them; null when there is none.</summary>
    public static async Task<ChangeRequest?> OwnAsync(this ExtranetHost host, Guid author, Guid entry)
    {
        await using var command = host.DataSource.CreateCommand(
            "select id from change_requests where author_id = $1 and entry_id = $2 and state in ('draft', 'returned')");
        command.Parameters.Add(new() { Value = author });
        command.Parameters.Add(new() { Value = entry });
        return await command.ExecuteScalarAsync() is Guid id ? await host.FindAsync(id) : null;
    }

    /// <summary>Fills in what someone else's page would post, with one's own token: a forged form.</summary>
    public static Task ForgeAsync(this Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return visitor.PostAsync(
            path, [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", token)]);
    }
}
