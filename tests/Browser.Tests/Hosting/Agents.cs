extern alias extranet;

using extranet::PublicDirectory.Extranet.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;
using PublicDirectory.Core.Accounts;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>Agents of the extranet, and how they sign in.</summary>
internal static class Agents
{
    public const string Password = "girafe verte sur un toboggan";

    /// <summary>An account with a password, and a grant of these rights everywhere.</summary>
    public static async Task<Account> AgentAsync(this Hosts hosts, params string[] rights)
    {
        var services = hosts.ExtranetServices;
        var account =
            (await services.GetRequiredService<AccountStore>().CreateAsync($"{Guid.NewGuid():N}@example.fr", "Camille Durand", default))!;
        await services.GetRequiredService<PasswordSignIn>()
            .SetAsync((await services.GetRequiredService<CredentialStore>().FindAsync(account.Id, default))!, Password, default);
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        foreach (var right in rights)
        {
            await using var command = database.CreateCommand(
                """
                insert into access_grants (id, account_id, access_right, perimeter, valid_from, granted_at)
                values (gen_random_uuid(), $1, $2, 'national', now(), now())
                """);
            command.Parameters.Add(new() { Value = account.Id });
            command.Parameters.Add(new() { Value = right });
            await command.ExecuteNonQueryAsync();
        }

        return account;
    }

    public static async Task SignInAsync(this Hosts hosts, IPage page, string mail, Uri? node = null)
    {
        await page.GotoAsync(new Uri(node ?? hosts.Extranet, "/connexion").ToString());
        await page.Locator("#Mail").FillAsync(mail);
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button").ClickAsync();
    }

    /// <summary>The sample's entry of this name.</summary>
    public static async Task<Guid> FindEntryAsync(this Hosts hosts, string name)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand("select id from entries where name = $1");
        command.Parameters.Add(new() { Value = name });
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
