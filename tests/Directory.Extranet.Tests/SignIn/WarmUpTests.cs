using System.Net;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>Nobody is let in before what the first sign-in would wait for is done.</summary>
public sealed class WarmUpTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Extranet_ThatHasJustStarted_IsReadyOnceItIsWarm()
    {
        using var cold = host.Extranet.WithWebHostBuilder(builder => builder.ConfigureTestServices(
            services => services.Remove(services.Last(service => service.ImplementationFactory?.Method.ReturnType == typeof(WarmUp)))));
        using var client = cold.CreateClient();
        var answer = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("just started", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var warm = host.Listen();
        using var listener = new HttpClient { BaseAddress = warm.ClientOptions.BaseAddress };
        await Eventually.HoldsAsync(async () => (await listener.GetAsync("/health/ready")).IsSuccessStatusCode);
        Assert.True(warm.Services.GetRequiredService<WarmUp>().IsOver);
    }
}
