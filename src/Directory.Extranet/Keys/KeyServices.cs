using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PublicDirectory.Extranet.Keys;

internal static class KeyServices
{
    /// <exception cref="KeySettingsException">
    /// The settings name no keys, or some that do not serve: the extranet must not start.
    /// </exception>
    public static void AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Keys").Get<KeySettings>() ?? new KeySettings();
        var certificates = KeyCertificates.Read(settings);
        services.AddSingleton(SecondFactorKeys.Read(settings));
        services.AddSingleton<SecondFactorRenewal>();
        services.AddScoped(provider => new KeyRingRenewal(provider.GetRequiredService<KeyRing>(), certificates[0], provider));
        services.AddDbContext<KeyRing>((provider, ring) =>
            ring.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention());
        services.AddDataProtection().SetApplicationName("directory-extranet")
            .PersistKeysToDbContext<KeyRing>()
            .ProtectKeysWithCertificate(certificates[0])
            .UnprotectKeysWithAnyCertificate(certificates);
    }
}
