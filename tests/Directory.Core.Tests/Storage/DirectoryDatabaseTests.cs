using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Tests.Storage;

/// <summary>What is bounded where a connection string says nothing.</summary>
public sealed class DirectoryDatabaseTests
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
    [InlineData("Host=a;Timeout=50;Command Timeout=60;Cancellation Timeout=70", 50, 60, 70)]
    [InlineData("Host=a;CommandTimeout=30;timeout=15", 15, 30, DirectoryDatabase.CancellationMilliseconds)] // the library's own, but said
    [InlineData("Host=a;Command Timeout=0", DirectoryDatabase.ConnectSeconds, 0, DirectoryDatabase.CancellationMilliseconds)]
    public void Connection_ThatSaysMore_IsFollowed(string given, int timeout, int command, int cancellation)
    {
        var bounded = new NpgsqlConnectionStringBuilder(DirectoryDatabase.Bounded(given));

        Assert.Equal((timeout, command, cancellation), (bounded.Timeout, bounded.CommandTimeout, bounded.CancellationTimeout));
    }
}
