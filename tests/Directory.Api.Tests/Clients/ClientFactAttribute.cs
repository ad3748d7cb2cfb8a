using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Clients;

/// <summary>A test with the tools that partners use, from npm: in <c>./test --long</c>, which installs them.</summary>
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute()
    {
        if (Trials.Of("DIRECTORY_CLIENTS", 0) == 0)
        {
            Skip = "With clients of npm: ./test --long, or DIRECTORY_CLIENTS=1 after npm ci in .tools/npm-clients.";
        }
    }
}
