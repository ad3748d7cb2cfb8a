using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fido2NetLib;
using Fido2NetLib.Objects;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Passkeys;

/// <summary>
/// Asks browsers for passkeys and checks their answers. Which authenticator someone has is nobody's business: no attestation is asked.
/// </summary>
/// <remarks>Web Authentication, level 3: §7.1 for a new one, §7.2 for a use.</remarks>
internal sealed partial class PasskeyCeremonies(PasskeyStore store, IOptions<ShellOptions> shell, ILogger<PasskeyCeremonies> logger)
{
    private const int MaxAnswerLength = 20_000;
    private const uint Timeout = 120_000;

    // What every authenticator knows, the strongest first.
    private static readonly PubKeyCredParam[] Algorithms =
        [new(COSE.Algorithm.EdDSA, PublicKeyCredentialType.PublicKey), new(COSE.Algorithm.ES256, PublicKeyCredentialType.PublicKey), new(
            COSE.Algorithm.RS256, PublicKeyCredentialType.PublicKey)];

    /// <summary>
    /// Whether passkeys can be made where agents reach this site: browsers tie them to a name, never to an address of numbers.
    /// </summary>
    public static bool ArePossible(Uri site) => !IPAddress.TryParse(site.Host.Trim('[', ']'), out _);

    /// <summary>Asks for a new passkey of an account.</summary>
    /// <returns>JSON for the page's script.</returns>
    public async Task<string> AskToRegisterAsync(Agent agent, Uri site, CancellationToken cancellationToken)
    {
        var options = At(site).RequestNewCredential(new RequestNewCredentialParams
        {
            User = new Fido2User { Id = agent.Id.ToByteArray(), Name = agent.Mail, DisplayName = agent.Name },
            ExcludeCredentials = await DescribeAsync(agent.Id, cancellationToken),
            AuthenticatorSelection =
                new AuthenticatorSelection { ResidentKey = ResidentKeyRequirement.Required, UserVerification = UserVerificationRequirement.Required },
            AttestationPreference = AttestationConveyancePreference.None,
            PubKeyCredParams = Algorithms,
        }).ToJson();
        return Wrap(await store.AskAsync(PasskeyPurpose.Register, agent.Id, options, cancellationToken), options);
    }

    /// <summary>Keeps the passkey that a browser made.</summary>
    /// <returns>Whether it is good and new.</returns>
    public async Task<bool> RegisterAsync(
        Agent agent, string name, string? question, string? answer, Uri site, CancellationToken cancellationToken)
    {
        if (await TakeAsync(question, answer, PasskeyPurpose.Register, agent.Id, cancellationToken) is not { } asked)
        {
            return false;
        }

        var made = await CheckAsync(async () =>
        {
            var response = JsonSerializer.Deserialize<AuthenticatorAttestationRawResponse>(answer!)!;
            return await At(site).MakeNewCredentialAsync(
                new MakeNewCredentialParams
                {
                    AttestationResponse = response,
                    OriginalOptions = CredentialCreateOptions.FromJson(asked),
                    IsCredentialIdUniqueToUserCallback = (_, _) => Task.FromResult(true), // the table's key says it
                },
                cancellationToken);
        });
        return made is not null && await store.AddAsync(agent.Id, made.Id, name, made.PublicKey, made.SignCount, cancellationToken);
    }

    /// <summary>Asks whoever signs in, or the owner of an account, for a use of a passkey.</summary>
    /// <returns>JSON for the page's script.</returns>
    public async Task<string> AskAsync(Guid? account, Uri site, CancellationToken cancellationToken)
    {
        var options = At(site).GetAssertionOptions(new GetAssertionOptionsParams
        {
            AllowedCredentials = account is { } owner ? await DescribeAsync(owner, cancellationToken) : [],
            UserVerification = account is null ? UserVerificationRequirement.Required : UserVerificationRequirement.Preferred,
        }).ToJson();
        return Wrap(await store.AskAsync(Purpose(account), account, options, cancellationToken), options);
    }

    /// <summary>Checks a use of a passkey.</summary>
    /// <param name="account">Whose it must be; null for whoever signs in, who must have unlocked it.</param>
    /// <param name="question">What the answer is to.</param>
    /// <param name="answer">The browser's, as JSON.</param>
    /// <param name="site">Where agents reach the extranet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whose it is; null for any answer that is not right.</returns>
    public async Task<Guid?> CheckAsync(Guid? account, string? question, string? answer, Uri site, CancellationToken cancellationToken)
    {
        if (await TakeAsync(question, answer, Purpose(account), account, cancellationToken) is not { } asked
            || await CheckAsync(() =>
                Task.FromResult(JsonSerializer.Deserialize<AuthenticatorAssertionRawResponse>(answer!))) is not { RawId.Length: > 0 } response
            || await store.FindAsync(response.RawId, cancellationToken) is not { } known
            || (account is { } owner && known.AccountId != owner)
            || (account is null && response.Response?.UserHandle is null))
        {
            return null;
        }

        var used = await CheckAsync<VerifyAssertionResult>(async () => await At(site).MakeAssertionAsync(
            new MakeAssertionParams
            {
                AssertionResponse = response,
                OriginalOptions = AssertionOptions.FromJson(asked),
                StoredPublicKey = known.PublicKey,
                StoredSignatureCounter = known.SignCount,
                IsUserHandleOwnerOfCredentialIdCallback =
                    (handle, _) => Task.FromResult(handle.UserHandle.AsSpan().SequenceEqual(known.AccountId.ToByteArray())),
            },
            cancellationToken));
        return used is not null && await store.UseAsync(response.RawId, used.SignCount, cancellationToken) ? known.AccountId : null;
    }

    private static PasskeyPurpose Purpose(Guid? account) => account is null ? PasskeyPurpose.SignIn : PasskeyPurpose.Prove;

    private Fido2 At(Uri site) => new(new Fido2Configuration
    {
        RPID = site.Host,
        RPName = shell.Value.ServiceName,
        Origins = new HashSet<string> { site.GetLeftPart(UriPartial.Authority) },
        Timeout = Timeout,
    });

    private async Task<List<PublicKeyCredentialDescriptor>> DescribeAsync(Guid account, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync(account, cancellationToken)).Select(passkey => new PublicKeyCredentialDescriptor(passkey.Id))];

    private async Task<string?> TakeAsync(string? question, string? answer, PasskeyPurpose purpose, Guid? account, CancellationToken cancellationToken) =>
        Guid.TryParse(question, out var id) && answer is { Length: > 0 and <= MaxAnswerLength }
            ? await store.TakeAsync(id, purpose, account, cancellationToken)
            : null;

    private async Task<T?> CheckAsync<T>(Func<Task<T?>> check)
        where T : class
    {
        try
        {
            return await check();
        }
#pragma warning disable CA1031 // A stranger's bytes, taken apart by a library: whatever they make it throw is a refusal. No database is asked meanwhile.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogRefusal(logger, (e as Fido2VerificationException)?.Code.ToString() ?? e.GetType().Name);
            return null;
        }
    }

    private static string Wrap(Guid question, string options) =>
        new JsonObject { ["question"] = question.ToString(), ["options"] = JsonNode.Parse(options) }.ToJsonString();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer of a passkey was refused: {Reason}.")]
    private static partial void LogRefusal(ILogger logger, string reason);
}
