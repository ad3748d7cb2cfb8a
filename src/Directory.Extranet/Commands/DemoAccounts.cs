using System.Security.Cryptography;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Commands;

/// <summary>
/// Accounts to try things with, one for each part people play: <c>demo-accounts FILE</c>, which
/// <c>./run</c> calls. Never on a service that others reach.
/// </summary>
internal sealed class DemoAccounts(
    AccountStore accounts, CredentialStore store, PasswordSignIn passwords, DemoDesk desk, NpgsqlDataSource database,
    TimeProvider clock)
{
    private const string Departement = "departement";
    private const string National = "national";
    private const string Orienting = "agent@demo.invalid";

    private static readonly (string Mail, string Name, string Part, string Perimeter, AccessRight[] Rights)[] People =
    [
        ("editrice@demo.invalid", "Camille Durand", "rédige, Rhône", Departement, [AccessRight.Propose, AccessRight.Modify]),
        ("valideuse@demo.invalid", "Sophie Martin", "valide, Rhône", Departement, [AccessRight.Approve]),
        ("urgence@demo.invalid", "Karim Benali", "publie en urgence, Rhône", Departement, [AccessRight.Propose, AccessRight.PublishUrgently]),
        ("admin@demo.invalid", "Ana Lopez", "gère les comptes", National, [AccessRight.Administer]),
        ("national@demo.invalid", "Louis Petit", "rédige, toute la France", National, [AccessRight.Propose, AccessRight.Modify]),
        (Orienting, "Inès Moreau", "oriente les usagers, toute la France", National, [AccessRight.Orient]),
    ];

    /// <summary>
    /// Makes those that are missing, with the passwords of the file, which is for its owner only and gets the lines that it lacks; and the
    /// boxes of whoever orients.
    /// </summary>
    /// <param name="path">Lines of address, tab, password, tab, what the person does.</param>
    /// <param name="cancellationToken">Leaves some of them made.</param>
    public async Task CreateAsync(string path, CancellationToken cancellationToken)
    {
        SecretFile.WriteOnce(path, () => "");
        var kept = await ReadAsync(path, cancellationToken);
        await File.AppendAllLinesAsync(
            path,
            People.Where(person => !kept.ContainsKey(person.Mail))
                .Select(person => $"{person.Mail}\t{Totp.Text(RandomNumberGenerator.GetBytes(10))}\t{person.Part}"),
            cancellationToken);
        kept = await ReadAsync(path, cancellationToken);
        foreach (var person in People)
        {
            if (await accounts.CreateAsync(person.Mail, person.Name, cancellationToken) is { } account)
            {
                var refusal = await passwords.SetAsync(
                    (await store.FindAsync(account.Id, cancellationToken))!, kept[person.Mail], cancellationToken);
                await GrantAsync(account.Id, person.Perimeter, person.Rights, cancellationToken);
                _ = refusal is null ? refusal : throw new CommandRefusedException($"The password of {person.Mail} in {path}: {refusal}");
            }
        }

        await desk.CreateAsync((await store.FindByMailAsync(Orienting, cancellationToken))!.AccountId, cancellationToken);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken) =>
        (await File.ReadAllLinesAsync(path, cancellationToken)).Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 3).ToDictionary(parts => parts[0], parts => parts[1]);

    private async Task GrantAsync(Guid account, string perimeter, AccessRight[] rights, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var right in rights)
        {
            await connection.ExecuteAsync(
                """
                insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, valid_from, granted_at)
                values ($1, $2, $3, $4, $5, $6, $6)
                """,
                cancellationToken,
                Guid.CreateVersion7(), account, right.Code(), perimeter, perimeter == Departement ? "69" : null,
                clock.GetCurrentInstant());
        }
    }
}
