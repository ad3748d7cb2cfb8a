using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace PublicDirectory.Extranet.Keys;

/// <summary>
/// The keys that protect cookies, each encrypted for the certificate, in the database: every node reads what another one wrote.
/// </summary>
internal sealed class KeyRing(DbContextOptions<KeyRing> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
}
