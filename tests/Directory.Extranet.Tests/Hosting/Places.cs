using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>What entries refer to: territories, service types, démarches; and a second person who approves.</summary>
internal static class Places
{
    private static readonly Provenance Sample = new() { Source = Sources.Sample.Code, VerifiedAt = A.Morning };

    public static async Task LoadTerritoriesAsync(this ExtranetHost host, TerritoryData? data = null)
    {
        await using var connection = await host.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TerritoryStore.ReplaceAsync(connection, transaction, data ?? SmallFrance.Data, TimeProvider.System, allowLostCodes: true);
        await transaction.CommitAsync();
    }

    public static Task<Guid> PublishTypeAsync(this ExtranetHost host, string code, string label) =>
        host.PublishAsync(new ServiceTypeDocument { Code = code, Label = label, Provenance = Sample });

    public static Task<Guid> PublishDemarcheAsync(this ExtranetHost host, string title, string type) =>
        host.PublishAsync(new DemarcheDocument { Title = title, HandledBy = [type], Provenance = Sample });

    /// <summary>Sends the agent's draft of an entry, and has another approve it.</summary>
    public static async Task ApproveDraftAsync(this ExtranetHost host, Guid author, Guid entry)
    {
        var (request, revision) = await host.FindDraftAsync(author, entry);
        var submitted =
            await host.Service<Submissions>().SubmitAsync(author, new SubmitInput { RequestId = request, Revision = revision }, default);
        Assert.Null(submitted.Refusal);
        Assert.Empty(submitted.Errors);
        var approver = await host.AgentAsync("approve");
        var approved = await host.Service<Approvals>().ApproveAsync(approver.Id, request, submitted.Request.Revision, default);
        Assert.Null(approved.Refusal);
    }

    /// <summary>The agent's draft of an entry, and its revision.</summary>
    public static async Task<(Guid Id, int Revision)> FindDraftAsync(this ExtranetHost host, Guid author, Guid entry)
    {
        await using var command =
            host.DataSource.CreateCommand(
                "select id, revision from change_requests where author_id = $1 and entry_id = $2 and state = 'draft'");
        command.Parameters.Add(new() { Value = author });
        command.Parameters.Add(new() { Value = entry });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetGuid(0), reader.GetInt32(1));
    }
}
