using Microsoft.EntityFrameworkCore;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Whose rights take a second factor.</summary>
internal static class SecondFactorRule
{
    /// <summary>The accounts that hold now one of these rights, to be joined with others: no query of its own.</summary>
    public static IQueryable<Guid> Holders(DirectoryContext context, string[] rights, Instant now) => context.Database.SqlQuery<Guid>(
        $"""
        select account_id as "Value" from access_grants
        where revoked_at is null and access_right = any({rights}) and valid_from <= {now} and (valid_to is null or {now} < valid_to)
            and (not must_be_agreed or agreed_at is not null)
        """);
}
