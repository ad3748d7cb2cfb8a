using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Storage;

/// <summary>Whatever PostgreSQL refuses of what the programs send, its log names nobody.</summary>
public sealed class ServerLogTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Marker = "Zébulon-Marqueur-4711";

    // By what is refused; $1 is the marker.
    private static readonly string[] Refused =
    [
        "insert into accounts (id, mail, name, created_at) values (gen_random_uuid(), $1, $1, now())", // a check, which prints the row
        "insert into accounts (id, mail, name, created_at) values ('00000000-0000-7000-8000-000000000001', 'a@b.fr', $1, now()), ('00000000-0000-7000-8000-000000000001', 'c@d.fr', $1, now())",
        "insert into accounts (id, mail, name, created_at) values (gen_random_uuid(), 'e@f.fr', $1, now()), (gen_random_uuid(), 'e@f.fr', $1, now())",
        "insert into accounts (id, mail, name, created_at) values (null, 'g@h.fr', $1, now())",
        "insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before) values (gen_random_uuid(), gen_random_uuid(), 'a@b.fr', $1, $1, $1, 'at_once', now(), now())",
        "insert into issue_statements (report_id, message, created_at) values (gen_random_uuid(), $1, now())",
        "select $1::uuid",
        "select $1::int",
        "select $1::jsonb",
        "select $1::timestamptz",
        "select 'x' ~ ('(' || $1)",
        "do $$ begin raise exception 'Zébulon-Marqueur-4711'; end $$",
        "select 'Zébulon-Marqueur-4711' where 1 / 0 > 1",
        "select Zébulon_Marqueur_4711 from nowhere",
    ];

    [Fact]
    public async Task Log_OfEveryKindOfRefusal_HoldsNoValue()
    {
        var log = await database.FindServerLogAsync();
        Assert.NotNull(log);
        var from = new FileInfo(log).Length;
        foreach (var connectionString in new[] { database.ConnectionString, database.ReaderConnectionString })
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            foreach (var sql in Refused)
            {
                await using var command = source.CreateCommand(sql);
                if (sql.Contains("$1", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new() { Value = Marker });
                }

                await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            }
        }

        // The log is the right one, and has been written up to here.
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var seal = $"sealed {Guid.NewGuid():N}";
        await using (var command = owner.CreateCommand($"do $$ begin raise log '{seal}'; end $$"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var written = await DatabaseFixture.ReadServerLogAsync(log, from, seal);
        Assert.Contains(seal, written, StringComparison.Ordinal);
        Assert.DoesNotContain("Marqueur", written, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Account_WithALetterThatHasNoPlainSmallForm_IsRefusedBeforeTheDatabase()
    {
        await using var source = database.CreateDataSource();
        var accounts = new AccountStore(DirectoryContext.Factory(source), TimeProvider.System);

        foreach (var mail in new[] { "İvan@exemple.fr", "ivan@éxemple.fr", "ivan", "ivan@", "a b@exemple.fr", new string('a', 250)
            + "@exemple.fr" })
        {
            Assert.False(AccountStore.IsMail(mail));
            await Assert.ThrowsAsync<ArgumentException>(() => accounts.CreateAsync(mail, "Ivan", default));
        }

        Assert.Equal("ivan@exemple.fr", (await accounts.CreateAsync(" IVAN@exemple.fr ", "İvan", default))!.Mail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Connections_OfOurs_NeverAskForTheRowsOfErrors(bool isSource)
    {
        var (folder, pattern) = isSource ? ("src", "*.cs") : ("scripts", "*.sh");
        var asking = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(
                path => File.ReadAllText(path)
                    .Replace(" ", "", StringComparison.Ordinal)
                    .Contains("IncludeErrorDetail", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(asking);
    }
}
