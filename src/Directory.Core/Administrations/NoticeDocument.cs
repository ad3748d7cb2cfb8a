using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Administrations;

/// <summary>
/// A message with an entry of its own, shown by every administration that it concerns: a national one, or one for many. Like every
/// notice it says and changes no hours; it never suspends a reception, which is for each administration's own notices.
/// </summary>
/// <remarks>The bounds are checked by <see cref="NoticeValidator"/>.</remarks>
public sealed record NoticeDocument : EntryDocument
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Notice;

    /// <inheritdoc cref="Notice.Level"/>
    public NoticeLevel Level { get; init; }

    /// <inheritdoc cref="Notice.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="Notice.Body"/>
    public string? Body { get; init; }

    /// <inheritdoc cref="Notice.From"/>
    public Instant? From { get; init; }

    /// <inheritdoc cref="Notice.Until"/>
    public Instant? Until { get; init; }

    /// <summary>Which administrations show it.</summary>
    public required NoticeTargets Concerns { get; init; }

    /// <summary>The message alone, as an administration's own would be.</summary>
    public Notice ToNotice() => new() { Level = Level, Title = Title, Body = Body, From = From, Until = Until };
}

/// <summary>
/// Which administrations a notice concerns: those of a place, of certain kinds only where kinds are given; and those named one by
/// one, whatever their place and kind.
/// </summary>
public sealed record NoticeTargets
{
    /// <summary>True for everywhere; no département is then listed.</summary>
    public bool WholeCountry { get; init; }

    /// <summary>Codes of the départements in one of which it must stand, in ordinal order.</summary>
    public IReadOnlyList<string> Departements { get; init; } = [];

    /// <summary>Codes of service types, one of which it must have; empty for all kinds.</summary>
    public IReadOnlyList<string> ServiceTypes { get; init; } = [];

    /// <summary>Entries concerned in any case; at most <see cref="NoticeValidator.MaxAdministrations"/>.</summary>
    public IReadOnlyList<Guid> Administrations { get; init; } = [];

    /// <summary>The département outside of which nobody is concerned; null when there is none such.</summary>
    [JsonIgnore]
    public string? OnlyDepartement => Administrations.Count == 0 && Departements is [var only] ? only : null;

    /// <summary>The service type besides which nobody is concerned, in a list; empty when there is none such.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> OnlyServiceType => Administrations.Count == 0 && ServiceTypes.Count == 1 ? ServiceTypes : [];
}
