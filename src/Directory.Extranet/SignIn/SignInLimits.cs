using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>How many forms of the pages of signing in a network may send. Per node; the doors of accounts hold for all.</summary>
internal static class SignInLimits
{
    public const string Policy = "sign-in";

    public static IServiceCollection AddSignInLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Policy, Partition);
    });

    public static RateLimitPartition<int> Partition(HttpContext http) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(
            Network.PlaceOf(http.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<SignInOptions>>().Value.PostsPerMinute,
                Window = TimeSpan.FromMinutes(1),
            })
        : RateLimitPartition.GetNoLimiter(-1);
}
