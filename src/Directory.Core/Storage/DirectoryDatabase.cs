using System.Data.Common;
using Npgsql;

namespace PublicDirectory.Core.Storage;

/// <summary>
/// The directory's database as programs reach it: one pool, shared by SQL and by <see cref="DirectoryContext"/>. A database that neither
/// answers nor refuses is noticed within seconds and does not keep people waiting. What a connection string says goes before; what
/// is known to take long says so itself, command by command.
/// </summary>
public static class DirectoryDatabase
{
    /// <summary>
    /// How long a connection may take, or the wait for one of the pool. Also added to <see cref="CommandSeconds"/> where nobody answers: a
    /// command is given up by way of another connection.
    /// </summary>
    public const int ConnectSeconds = 1;

    /// <summary>How long a command may keep silent.</summary>
    public const int CommandSeconds = 3;

    /// <summary>How long the end of such a command may take, before its connection is given up.</summary>
    public const int CancellationMilliseconds = 500;

    // Planning is half of what a page asks of the server: a connection keeps the plans of what it is asked again.
    private const int PreparedStatements = 100;
    private const int UsesBeforePrepared = 2;

    private const string PoolName = "directory"; // in metrics, where it would else be the connection string

    // A peer that is gone without a word is found out by the system, also where nobody waits for a command.
    private const int KeepaliveSeconds = 10;
    private const int KeepaliveIntervalSeconds = 2;

    /// <summary>Opens the pool; no connection is made yet.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <returns>To be disposed of by the caller.</returns>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(Bounded(connectionString));
        builder.UseNodaTime();
        builder.Name = PoolName;
        return builder.Build();
    }

    /// <summary>
    /// The same for programs whose commands take their time: nothing is bounded that the connection string leaves unsaid.
    /// </summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <returns>To be disposed of by the caller.</returns>
    public static NpgsqlDataSource OpenUnbounded(string connectionString) =>
        new NpgsqlDataSourceBuilder(connectionString) { Name = PoolName }.Build();

    /// <summary>The connection string with the bounds that it leaves unsaid, and how many statements a connection keeps prepared.</summary>
    public static string Bounded(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var bounded = new NpgsqlConnectionStringBuilder(connectionString);
        Set("Timeout", () => bounded.Timeout = ConnectSeconds);
        Set("Command Timeout", () => bounded.CommandTimeout = CommandSeconds);
        Set("Cancellation Timeout", () => bounded.CancellationTimeout = CancellationMilliseconds);
        // It would be asked for first, and waited for once more.
        Set("GSS Encryption Mode", () => bounded.GssEncryptionMode = GssEncryptionMode.Disable);
        Set("TCP Keepalive", () => (bounded.TcpKeepAlive, bounded.TcpKeepAliveTime, bounded.TcpKeepAliveInterval) =
            (true, KeepaliveSeconds, KeepaliveIntervalSeconds));
        Set("Max Auto Prepare", () => (bounded.MaxAutoPrepare, bounded.AutoPrepareMinUsages) = (PreparedStatements, UsesBeforePrepared));
        return bounded.ConnectionString;

        void Set(string keyword, Action set)
        {
            if (!given.ContainsKey(keyword) && !given.ContainsKey(keyword.Replace(" ", "", StringComparison.Ordinal)))
            {
                set();
            }
        }
    }

    /// <summary>
    /// Whether a failure means that the database cannot be reached, or does not answer: nothing that a person did. Its idle connections
    /// are then worth nothing.
    /// </summary>
    public static bool IsAway(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is NpgsqlException and not PostgresException
            || exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ObjectNotInPrerequisiteState }
            || (exception.InnerException is { } inner && IsAway(inner));
    }
}
