using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.IssueReports;

/// <summary>A report as it is kept: dropped, dealt with, settled, perhaps opened again.</summary>
public sealed class KeptReport
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required Guid EntryId { get; init; }

    /// <summary><c>public</c>, <c>agent</c> or <c>import</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What is wrong: of <see cref="IssueReportBox.NameOf"/>; or what an import found.</summary>
    public required string Code { get; init; }

    /// <summary>The block of the document concerned; null for the whole.</summary>
    public string? Block { get; init; }

    /// <summary>What the source gives for that block, as JSON; null where nothing is proposed.</summary>
    public string? Proposed { get; init; }

    /// <summary>The import that found it.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>When it was reported first.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was settled; null while it is open.</summary>
    public Instant? ResolvedAt { get; set; }

    /// <summary>What the reporter was given; null for what an import found.</summary>
    public string? Reference { get; init; }

    /// <summary>How many said it.</summary>
    public int ReportCount { get; set; }

    /// <summary>When it was reported last.</summary>
    public Instant? LastReportedAt { get; set; }

    /// <summary>By when an answer is promised; null where nobody was promised any.</summary>
    public Instant? AnswerDueAt { get; init; }

    /// <summary>Who deals with it; null for nobody yet.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>Until when it waits; null: it is to be dealt with.</summary>
    public LocalDate? PostponedUntil { get; set; }

    /// <summary>How it ended: of <see cref="ReportOutcomes"/>.</summary>
    public string? Resolution { get; set; }

    /// <summary>The one that it says the same as.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>How many times it came back after it was settled.</summary>
    public int ReopenedCount { get; set; }

    /// <summary>Changes with each step.</summary>
    public int Revision { get; set; }

    /// <summary><c>high</c> or <c>normal</c>: the database works it out (migration 0127).</summary>
    public string Severity { get; private set; } = "normal";

    /// <summary>Whether somebody has to deal with it.</summary>
    public bool IsOpen => ResolvedAt is null;
}

internal static class ReportTable
{
    /// <summary>Every report that there ever was.</summary>
    public static DbSet<KeptReport> Reports(this DirectoryContext context) => context.Set<KeptReport>();
}

internal sealed class ReportMapping : IEntityTypeConfiguration<KeptReport>
{
    public void Configure(EntityTypeBuilder<KeptReport> builder)
    {
        builder.ToTable("issue_reports");
        builder.Ignore(report => report.IsOpen);
        builder.Property(report => report.Id).ValueGeneratedNever();
        builder.Property(report => report.Proposed).HasColumnType("jsonb");
        builder.Property(report => report.Revision).IsConcurrencyToken();
        builder.Property(report => report.Severity).ValueGeneratedOnAddOrUpdate();
    }
}
