using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Keys;

/// <summary>The procedure of docs/guides/operating.md: new files with the former as old, <c>renew-keys</c>, new files alone.</summary>
public sealed class KeyRotationTests(ExtranetHost host) : IClassFixture<ExtranetHost>, IDisposable
{
    private readonly string _old = Directory.CreateTempSubdirectory("directory-keys-").FullName;
    private readonly string _new = Directory.CreateTempSubdirectory("directory-keys-").FullName;

    public void Dispose()
    {
        Directory.Delete(_old, recursive: true);
        Directory.Delete(_new, recursive: true);
    }

    [Fact]
    public async Task Rotation_OfCertificateAndSecret_KeepsSessionsAndCodes()
    {
        _ = host.Extranet; // makes keys of its own, not after those are gone
        await host.ExecuteAsOwnerAsync("delete from data_protection_keys");
        var (was, isNow) = (TestKeys.Settings(_old), TestKeys.Settings(_new));
        var before = host.Start([.. was]);
        var (agent, key, _) = await host.WithSecondFactorAsync(before);
        using var signedIn = host.Visit(before);
        await SignInAsync(signedIn, agent, key);

        var between = host.Start([.. isNow, ("Keys:OldCertificates:0:Path", was[0].Value), ("Keys:OldSecondFactors:0", was[1].Value)]);
        using var meanwhile = host.Visit(between);
        await SignInAsync(meanwhile, agent, key);
        Assert.Equal((1, 0), await RenewKeyRingAsync(between));
        Assert.Equal((0, 0), await RenewKeyRingAsync(between)); // nothing is left to do
        var renewal = between.Services.GetRequiredService<SecondFactorRenewal>();
        Assert.Equal((1, 0), await renewal.RunAsync(_ => { }, default));
        Assert.Equal((0, 0), await renewal.RunAsync(_ => { }, default));

        var after = host.Start([.. isNow]);
        using var carried = host.Visit(after);
        foreach (System.Net.Cookie cookie in signedIn.Cookies.GetAllCookies())
        {
            carried.Cookies.Add(cookie);
        }

        await carried.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", carried.Heading); // the session of before
        using var fresh = host.Visit(after);
        await SignInAsync(fresh, agent, key); // the app of before
    }

    [Fact]
    public async Task Renewal_WithoutTheSecretOfBefore_CountsWhatItCannotRead_AndTheCodeIsRefused()
    {
        var (agent, key, codes) = await host.WithSecondFactorAsync();
        var lost = host.Start([.. TestKeys.Settings(_new)]);

        var (renewed, unknown) = await lost.Services.GetRequiredService<SecondFactorRenewal>().RunAsync(_ => { }, default);
        Assert.Equal(0, renewed);
        Assert.InRange(unknown, 1, 99);

        using var visitor = host.Visit(lost);
        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.SignInAsync(agent.Mail);
        await visitor.SubmitAsync(new { Code = Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow())) });
        Assert.Equal("Double authentification", visitor.Heading);
        await visitor.SubmitAsync(new { Code = codes[0] }); // a recovery code needs no secret
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    private static async Task<(int Renewed, int Unknown)> RenewKeyRingAsync(
        Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KeyRingRenewal>().RunAsync(default);
    }

    private async Task SignInAsync(Visitor visitor, Account agent, byte[] key)
    {
        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.SignInAsync(agent.Mail);
        await visitor.SubmitAsync(new { Code = Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow())) });
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }
}
