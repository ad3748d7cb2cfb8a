using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>One import, or removal, of a source at a time: held until the transaction ends.</summary>
internal static class SourceLock
{
    /// <exception cref="ImportRefusedException">Someone else holds it.</exception>
    public static async Task TakeAsync(NpgsqlConnection connection, Source source, CancellationToken cancellationToken)
    {
        // The setting lets a killed importer's locks go within seconds, even in the middle of a long statement.
        await using var command = new NpgsqlCommand(
            "set local client_connection_check_interval = '2s'; select pg_try_advisory_xact_lock(7302, hashtext(@source))",
            connection);
        command.Parameters.Add(new("source", source.Code));
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new ImportRefusedException($"Another import of {source.Code} is running. Wait for its end. Nothing was written.");
        }
    }
}
