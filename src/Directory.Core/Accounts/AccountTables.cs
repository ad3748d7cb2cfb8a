using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Accounts;

/// <summary>The tables of accounts.</summary>
public static class AccountTables
{
    /// <summary>Who signs in.</summary>
    public static DbSet<Account> Accounts(this DirectoryContext context) => context.Set<Account>();

    /// <summary>How they do.</summary>
    public static DbSet<AccountCredentials> Credentials(this DirectoryContext context) => context.Set<AccountCredentials>();

    /// <summary>Their codes for when the telephone is lost.</summary>
    public static DbSet<RecoveryCode> RecoveryCodes(this DirectoryContext context) => context.Set<RecoveryCode>();

    /// <summary>Links that were sent to them.</summary>
    public static DbSet<AccountLink> Links(this DirectoryContext context) => context.Set<AccountLink>();

    /// <summary>Who they are elsewhere.</summary>
    public static DbSet<AccountLogin> Logins(this DirectoryContext context) => context.Set<AccountLogin>();

    /// <summary>Tries to sign in as them.</summary>
    public static DbSet<SignInTries> Tries(this DirectoryContext context) => context.Set<SignInTries>();

    /// <summary>Their sessions.</summary>
    public static DbSet<Session> Sessions(this DirectoryContext context) => context.Set<Session>();
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(account => account.Mail).HasMaxLength(254);
        builder.Property(account => account.Name).HasMaxLength(200);
        builder.Property(account => account.Delivery).HasColumnName("mail_delivery").HasColumnType("text").HasConversion(
            delivery => delivery == MailDelivery.Digest ? "digest" : "at_once",
            text => text == "digest" ? MailDelivery.Digest : MailDelivery.AtOnce);
        builder.Property(account => account.CreatedAt);
        builder.Property(account => account.DisabledAt);
        builder.Property(account => account.InvitedBy);
    }
}

internal sealed class AccountCredentialsMapping : IEntityTypeConfiguration<AccountCredentials>
{
    public void Configure(EntityTypeBuilder<AccountCredentials> builder)
    {
        builder.ToTable("account_credentials");
        builder.HasKey(credentials => credentials.AccountId);
        builder.Property(credentials => credentials.AccountId).ValueGeneratedNever();
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("account_recovery_codes");
        builder.HasKey(code => new { code.AccountId, code.CodeHash });
    }
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links");
        builder.HasKey(link => link.TokenHash);
    }
}

internal sealed class AccountLoginMapping : IEntityTypeConfiguration<AccountLogin>
{
    public void Configure(EntityTypeBuilder<AccountLogin> builder)
    {
        builder.ToTable("account_logins");
        builder.HasKey(login => new { login.Provider, login.Subject });
        builder.Property(login => login.Subject).HasMaxLength(255);
        builder.Property(login => login.Name).HasMaxLength(200);
    }
}

internal sealed class SignInTriesMapping : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.ToTable("sign_in_tries");
        builder.HasKey(tries => new { tries.AccountId, tries.Origin });
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.ProviderSid).HasMaxLength(255);
        builder.Property(session => session.Device).HasMaxLength(60);
        builder.Property(session => session.Network).HasMaxLength(50);
    }
}
