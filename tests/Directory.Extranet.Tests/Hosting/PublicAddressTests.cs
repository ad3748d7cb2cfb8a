using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Tests.Hosting;

/// <summary>Where links in mails lead: what the settings say, never what a request does.</summary>
public sealed class PublicAddressTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Theory]
    [InlineData("http://127.0.0.1:5081", true)]
    [InlineData("http://127.8.9.1:80", true)]
    [InlineData("https://localhost:5081", true)]
    [InlineData("http://[::1]:5081", true)]
    [InlineData("http://0.0.0.0:5081", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://192.0.2.1:80", false)]
    [InlineData("http://localhost.example.fr:80", false)]
    [InlineData("http://unix:/run/extranet.sock", false)]
    public void IsLoopback_OfAnAddress_IsWhetherOnlyThisMachineReachesIt(string address, bool isLoopback) =>
        Assert.Equal(isLoopback, PublicAddress.IsLoopback(address));

    [Fact]
    public void Start_WhereOthersReachItWithoutAPublicAddress_IsRefusedAndSaysWhatToSet()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => Listen("http://0.0.0.0:0", ""));

        Assert.Contains("Shell:PublicUrl", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OnLoopbackWithoutAPublicAddress_TakesTheAddressThatIsListenedTo()
    {
        var services = Listen("http://127.0.0.1:0", "").Services;
        var address = services.GetRequiredService<PublicAddress>().Uri;

        Assert.Equal(address, services.GetRequiredService<ChangeRequestOptions>().ExtranetUrl()); // so do mails about requests and grants
        Assert.Equal(address, services.GetRequiredService<GrantOptions>().ExtranetUrl());

        Assert.Equal("127.0.0.1", address.Host);
        Assert.NotEqual(0, address.Port);
    }

    [Fact]
    public void Start_WhereOthersReachItWithAPublicAddress_TakesThatOne() =>
        Assert.Equal(
            new Uri("https://agents.example.fr"),
            Listen("http://0.0.0.0:0", "https://agents.example.fr").Services.GetRequiredService<PublicAddress>().Uri);

    private WebApplicationFactory<Program> Listen(string url, string publicUrl) =>
        host.Listen(("Shell:PublicUrl", publicUrl), ("urls", url));
}
