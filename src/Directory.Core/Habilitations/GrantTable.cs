using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>A grant as it is kept: given, perhaps agreed to, one day taken back. Read with names by <see cref="GrantStore"/>.</summary>
internal sealed class KeptGrant
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string AccessRight { get; init; }

    public required string Perimeter { get; init; }

    public Guid? PerimeterEntryId { get; init; }

    public string? PerimeterCode { get; init; }

    public string[]? Blocks { get; init; }

    public required Instant ValidFrom { get; init; }

    public Instant? ValidTo { get; init; }

    public Guid? GrantedBy { get; init; }

    public required Instant GrantedAt { get; init; }

    public bool MustBeAgreed { get; init; }

    public Guid? AgreedBy { get; init; }

    public Instant? AgreedAt { get; init; }

    public Guid? RevokedBy { get; init; }

    public Instant? RevokedAt { get; init; }
}

internal static class GrantTable
{
    /// <summary>Every grant that there ever was.</summary>
    public static DbSet<KeptGrant> Grants(this DirectoryContext context) => context.Set<KeptGrant>();
}

internal sealed class GrantMapping : IEntityTypeConfiguration<KeptGrant>
{
    public void Configure(EntityTypeBuilder<KeptGrant> builder)
    {
        builder.ToTable("access_grants");
        builder.Property(grant => grant.Id).ValueGeneratedNever();
    }
}
