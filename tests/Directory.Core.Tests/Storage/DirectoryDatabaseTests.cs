using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

/// <summary>What is bounded where a connection string says nothing.</summary>
public sealed class DirectoryDatabaseTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public void Connection_ThatSaysNothing_NoticesWithinFiveSecondsThatNobodyAnswers()
    {
        var bounded = new NpgsqlConnectionStringBuilder(DirectoryDatabase.Bounded("Host=127.0.0.1;Database=directory;Username=someone"));

        Assert.InRange(bounded.Timeout, 1, 5);
        // A command that is given up opens another connection to say so.
        Assert.InRange(((bounded.CommandTimeout + bounded.Timeout) * 1000) + bounded.CancellationTimeout, 1, 4999);
        Assert.Equal(GssEncryptionMode.Disable, bounded.GssEncryptionMode); // else that other connection is tried twice
        Assert.True(bounded.TcpKeepAlive);
        Assert.InRange(bounded.TcpKeepAliveTime + bounded.TcpKeepAliveInterval, 1, 20);
    }

    [Theory]
    [InlineData("Host=a", 100)]
    [InlineData("Host=a;Max Auto Prepare=0", 0)] // behind a pooler that gives a statement to another connection
    public void Connection_KeepsPlans_UnlessToldNotTo(string given, int statements) =>
        Assert.Equal(statements, new NpgsqlConnectionStringBuilder(DirectoryDatabase.Bounded(given)).MaxAutoPrepare);

    [Fact]
    public async Task Statement_AskedAgain_IsPlannedOnce()
    {
        await using var dataSource = DirectoryDatabase.Open(database.ConnectionString);
        await using var connection = await dataSource.OpenConnectionAsync();
        for (var times = 0; times < 3; times++)
        {
            await using var command = new NpgsqlCommand("select count(*) from entries where id = $1", connection) { Parameters = { new() { Value = Guid.Empty } } };
            await command.ExecuteScalarAsync();
        }

        await using var kept = new NpgsqlCommand("select count(*) from pg_prepared_statements where statement like '%from entries where id%'", connection);
        Assert.Equal(1L, await kept.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("Host=a;Timeout=50;Command Timeout=60;Cancellation Timeout=70", 50, 60, 70)]
    [InlineData("Host=a;CommandTimeout=30;timeout=15", 15, 30, DirectoryDatabase.CancellationMilliseconds)] // the library's own, but said
    [InlineData("Host=a;Command Timeout=0", DirectoryDatabase.ConnectSeconds, 0, DirectoryDatabase.CancellationMilliseconds)]
    public void Connection_ThatSaysMore_IsFollowed(string given, int timeout, int command, int cancellation)
    {
        var bounded = new NpgsqlConnectionStringBuilder(DirectoryDatabase.Bounded(given));

        Assert.Equal((timeout, command, cancellation), (bounded.Timeout, bounded.CommandTimeout, bounded.CancellationTimeout));
    }
}
