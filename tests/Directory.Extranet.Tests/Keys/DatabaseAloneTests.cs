using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.Mail;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Keys;

/// <summary>What someone can do who holds a copy of the database, and nothing else.</summary>
public sealed class DatabaseAloneTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Dump_AfterAnInvitationAndASecondFactor_HoldsNothingThatLetsIn()
    {
        var (agent, key, codes) = await host.WithSecondFactorAsync();
        using (var someone = host.Visit())
        {
            await someone.GetAsync("/mot-de-passe/oubli");
            await someone.SubmitAsync(new { agent.Mail });
        }

        var link = (await host.LastMailAsync(agent.Mail))!;
        var token = link[(link.IndexOf("jeton=", StringComparison.Ordinal) + 6)..].Split('\n')[0].Trim();
        Assert.Equal(43, token.Length);

        var dump = await DumpAsync();

        Assert.Contains(agent.Mail, dump, StringComparison.Ordinal); // it was looked at
        Assert.Contains("encryptedSecret", dump, StringComparison.Ordinal);
        string[] secrets =
        [
            "masterKey", token, Hex(Encoding.ASCII.GetBytes(token)), Totp.Text(key), Hex(key), Convert.ToBase64String(key), .. codes,
            .. codes.Select(code => code.Replace("-", "", StringComparison.Ordinal)),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, dump, StringComparison.OrdinalIgnoreCase));
        // bits: too many to try each against its hash
        Assert.All(codes, code => Assert.InRange(code.Count(char.IsLetterOrDigit) * 5, 80, 100));
    }

    [Fact]
    public async Task Keys_OfACopy_OpenNothingWithoutTheCertificate()
    {
        var mail = host.Service<MailSecrets>().Seal("un lien");
        var thief =
            new ServiceCollection().AddDbContext<KeyRing>(
                ring => ring.UseNpgsql(host.Database.ConnectionString).UseSnakeCaseNamingConvention());
        thief.AddDataProtection()
            .SetApplicationName("directory-extranet")
            .PersistKeysToDbContext<KeyRing>()
            .DisableAutomaticKeyGeneration();
        await using var services = thief.BuildServiceProvider();

        Assert.ThrowsAny<CryptographicException>(
            () => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("mail").Unprotect(mail));
        Assert.Equal("un lien", host.Service<MailSecrets>().Open(mail));
    }

    [Theory]
    [InlineData("insert into data_protection_keys (xml) values ('<key><masterKey><value>AAAA</value></masterKey></key>')")]
    [InlineData("update account_credentials set totp_key = '\\x0102030405'")]
    [InlineData(
        """
        insert into outbox_mails (id, recipient, subject, body, message_id, delivery, created_at, not_before, secret_until)
        values (gen_random_uuid(), 'a@example.fr', 'Lien', 'https://agents.example.fr/invitation?jeton=AAAA', gen_random_uuid()::text, 'at_once', now(), now(), now())
        """)]
    public async Task Database_GivenASecretInClear_Refuses(string sql)
    {
        await host.AgentAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => host.ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    // Every row of every table, as text: what pg_dump writes.
    private async Task<string> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(host.Database.OwnerConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var command =
            new NpgsqlCommand("select quote_ident(tablename) from pg_tables where schemaname = 'public'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"select t::text from {table} t", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                dump.AppendLine(reader.GetString(0));
            }
        }

        return dump.ToString();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
